using static Ponder.Models.Checkpoints.Gguf.GgufDecoder;

namespace Ponder.Models.Checkpoints.Gguf;

/// <summary>Decoders of the ternary types: blocks of 256 values in {-d, 0, d}.</summary>
internal static class TernaryBlocks
{
    private static ReadOnlySpan<byte> PowersOf3 => [1, 3, 9, 27, 81];

    public static void Tq1(ReadOnlySpan<byte> block, Span<float> values)
    {
        var d = HalfAt(block, 52);
        for (var i = 0; i < 256; i++)
        {
            // Five ternary digits per byte, four in the last 16 values.
            var (position, power) = i switch
            {
                < 160 => (i % 32, i / 32),
                < 240 => (32 + ((i - 160) % 16), (i - 160) / 16),
                _ => (48 + ((i - 240) % 4), (i - 240) / 4),
            };
            var digit = ((block[position] * PowersOf3[power]) & 255) * 3 >> 8;
            values[i] = d * (digit - 1);
        }
    }

    public static void Tq2(ReadOnlySpan<byte> block, Span<float> values)
    {
        var d = HalfAt(block, 64);
        for (var i = 0; i < 256; i++)
        {
            var (n, t, l) = (i / 128, i % 128 / 32, i % 32);
            values[i] = d * (((block[(32 * n) + l] >> (2 * t)) & 3) - 1);
        }
    }
}
