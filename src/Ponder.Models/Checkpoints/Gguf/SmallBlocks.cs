using System.Buffers.Binary;
using static Ponder.Models.Checkpoints.Gguf.GgufDecoder;

namespace Ponder.Models.Checkpoints.Gguf;

/// <summary>
/// Decoders of blocks of 32. Element i is in byte i mod 16 of the codes: the low nibble for i &lt; 16, else the high
/// one.
/// </summary>
internal static class SmallBlocks
{
    /// <summary>The values of the 4-bit non-linear codes.</summary>
    public static ReadOnlySpan<sbyte> Nonlinear => [-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113];

    // Twice the values of E2M1.
    private static ReadOnlySpan<sbyte> DoubledE2M1 => [0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12];

    public static void Q4Scaled(ReadOnlySpan<byte> block, Span<float> values)
    {
        var d = HalfAt(block, 0);
        for (var i = 0; i < 16; i++)
        {
            values[i] = d * ((block[2 + i] & 15) - 8);
            values[i + 16] = d * ((block[2 + i] >> 4) - 8);
        }
    }

    public static void Q4Affine(ReadOnlySpan<byte> block, Span<float> values)
    {
        var (d, m) = (HalfAt(block, 0), HalfAt(block, 2));
        for (var i = 0; i < 16; i++)
        {
            values[i] = (d * (block[4 + i] & 15)) + m;
            values[i + 16] = (d * (block[4 + i] >> 4)) + m;
        }
    }

    public static void Q5Scaled(ReadOnlySpan<byte> block, Span<float> values)
    {
        var d = HalfAt(block, 0);
        var high = BinaryPrimitives.ReadUInt32LittleEndian(block[2..]);
        for (var i = 0; i < 32; i++)
        {
            values[i] = d * ((Nibble(block[6..], i) | FifthBit(high, i)) - 16);
        }
    }

    public static void Q5Affine(ReadOnlySpan<byte> block, Span<float> values)
    {
        var (d, m) = (HalfAt(block, 0), HalfAt(block, 2));
        var high = BinaryPrimitives.ReadUInt32LittleEndian(block[4..]);
        for (var i = 0; i < 32; i++)
        {
            values[i] = (d * (Nibble(block[8..], i) | FifthBit(high, i))) + m;
        }
    }

    public static void Q8Scaled(ReadOnlySpan<byte> block, Span<float> values)
    {
        var d = HalfAt(block, 0);
        for (var i = 0; i < 32; i++)
        {
            values[i] = d * (sbyte)block[2 + i];
        }
    }

    public static void Iq4Nonlinear(ReadOnlySpan<byte> block, Span<float> values)
    {
        var d = HalfAt(block, 0);
        for (var i = 0; i < 32; i++)
        {
            values[i] = d * Nonlinear[Nibble(block[2..], i)];
        }
    }

    public static void Mxfp4(ReadOnlySpan<byte> block, Span<float> values)
    {
        var scale = HalfOfE8M0(block[0]);
        for (var i = 0; i < 32; i++)
        {
            values[i] = scale * DoubledE2M1[Nibble(block[1..], i)];
        }
    }

    // 2^(e-128): exponents 0 and 1 give subnormals.
    private static float HalfOfE8M0(byte e) =>
        BitConverter.UInt32BitsToSingle(e < 2 ? 0x200000u << e : (uint)(e - 1) << 23);

    private static int Nibble(ReadOnlySpan<byte> codes, int i) => i < 16 ? codes[i] & 15 : codes[i - 16] >> 4;

    private static int FifthBit(uint high, int i) => (int)((high >> i) & 1) << 4;
}
