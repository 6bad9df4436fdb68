using System.Buffers.Binary;
using static Ponder.Models.Checkpoints.Gguf.GgufDecoder;

namespace Ponder.Models.Checkpoints.Gguf;

/// <summary>
/// Decoders of super-blocks of 256. For element i: n = i / 128, t = i mod 128 / 32, l = i mod 32, g = i / 16, j = i / 32.
/// </summary>
internal static class SuperBlocks
{
    private const int Size = 256;

    public static void Q2(ReadOnlySpan<byte> block, Span<float> values)
    {
        var (d, dmin) = (HalfAt(block, 80), HalfAt(block, 82));
        for (var i = 0; i < Size; i++)
        {
            var (n, t, l, g) = (i / 128, i % 128 / 32, i % 32, i / 16);
            var q = (block[16 + (32 * n) + l] >> (2 * t)) & 3;
            values[i] = (d * (block[g] & 15) * q) - (dmin * (block[g] >> 4));
        }
    }

    public static void Q3(ReadOnlySpan<byte> block, Span<float> values)
    {
        var d = HalfAt(block, 108);
        for (var i = 0; i < Size; i++)
        {
            var (n, t, l, g) = (i / 128, i % 128 / 32, i % 32, i / 16);
            var high = (block[l] >> ((4 * n) + t)) & 1;
            var q = ((block[32 + (32 * n) + l] >> (2 * t)) & 3) - (high == 1 ? 0 : 4);
            values[i] = d * Q3Scale(block.Slice(96, 12), g) * q;
        }
    }

    public static void Q4(ReadOnlySpan<byte> block, Span<float> values)
    {
        var (d, dmin) = (HalfAt(block, 0), HalfAt(block, 2));
        for (var i = 0; i < Size; i++)
        {
            var (l, j) = (i % 32, i / 32);
            var (scale, minimum) = ScaleAndMinimum(block.Slice(4, 12), j);
            values[i] = (d * scale * Nibble(block[16 + (32 * (j / 2)) + l], j)) - (dmin * minimum);
        }
    }

    public static void Q5(ReadOnlySpan<byte> block, Span<float> values)
    {
        var (d, dmin) = (HalfAt(block, 0), HalfAt(block, 2));
        for (var i = 0; i < Size; i++)
        {
            var (l, j) = (i % 32, i / 32);
            var (scale, minimum) = ScaleAndMinimum(block.Slice(4, 12), j);
            var q = Nibble(block[48 + (32 * (j / 2)) + l], j) + (16 * ((block[16 + l] >> j) & 1));
            values[i] = (d * scale * q) - (dmin * minimum);
        }
    }

    public static void Q6(ReadOnlySpan<byte> block, Span<float> values)
    {
        var d = HalfAt(block, 208);
        for (var i = 0; i < Size; i++)
        {
            var (n, t, l, g) = (i / 128, i % 128 / 32, i % 32, i / 16);
            var low = block[(64 * n) + (32 * (t & 1)) + l];
            var nibble = t >= 2 ? low >> 4 : low & 15;
            var q = (nibble | (((block[128 + (32 * n) + l] >> (2 * t)) & 3) << 4)) - 32;
            values[i] = d * (sbyte)block[192 + g] * q;
        }
    }

    public static void Iq4(ReadOnlySpan<byte> block, Span<float> values)
    {
        var d = HalfAt(block, 0);
        var high = BinaryPrimitives.ReadUInt16LittleEndian(block[2..]);
        for (var i = 0; i < Size; i++)
        {
            var (l, j) = (i % 32, i / 32);
            var scale = (Nibble(block[4 + (j / 2)], j) | (((high >> (2 * j)) & 3) << 4)) - 32;
            var code = block[8 + (16 * j) + (l % 16)];
            values[i] = d * scale * SmallBlocks.Nonlinear[l < 16 ? code & 15 : code >> 4];
        }
    }

    private static int Nibble(byte value, int j) => (j & 1) == 0 ? value & 15 : value >> 4;

    private static int Q3Scale(ReadOnlySpan<byte> packed, int g)
    {
        var low = g < 8 ? packed[g] & 15 : packed[g - 8] >> 4;
        return (low | (((packed[8 + (g % 4)] >> (2 * (g / 4))) & 3) << 4)) - 32;
    }

    private static (int Scale, int Minimum) ScaleAndMinimum(ReadOnlySpan<byte> packed, int j) => j < 4
        ? (packed[j] & 63, packed[j + 4] & 63)
        : ((packed[j + 4] & 15) | (packed[j - 4] >> 6 << 4), (packed[j + 4] >> 4) | (packed[j] >> 6 << 4));
}
