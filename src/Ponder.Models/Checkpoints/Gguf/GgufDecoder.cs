using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Ponder.Models.Checkpoints.Gguf;

/// <summary>
/// De-quantises GGUF blocks to fp32 with the values of ggml's reference code, bit for bit: every operation in fp32, in the order
/// written, products and sums rounded separately.
/// </summary>
internal static class GgufDecoder
{
    private delegate void BlockDecoder(ReadOnlySpan<byte> block, Span<float> values);

    private static readonly Dictionary<GgufType, BlockDecoder> Decoders = new()
    {
        [GgufType.Q4_0] = SmallBlocks.Q4Scaled,
        [GgufType.Q4_1] = SmallBlocks.Q4Affine,
        [GgufType.Q5_0] = SmallBlocks.Q5Scaled,
        [GgufType.Q5_1] = SmallBlocks.Q5Affine,
        [GgufType.Q8_0] = SmallBlocks.Q8Scaled,
        [GgufType.IQ4_NL] = SmallBlocks.Iq4Nonlinear,
        [GgufType.MXFP4] = SmallBlocks.Mxfp4,
        [GgufType.Q2_K] = SuperBlocks.Q2,
        [GgufType.Q3_K] = SuperBlocks.Q3,
        [GgufType.Q4_K] = SuperBlocks.Q4,
        [GgufType.Q5_K] = SuperBlocks.Q5,
        [GgufType.Q6_K] = SuperBlocks.Q6,
        [GgufType.IQ4_XS] = SuperBlocks.Iq4,
        [GgufType.TQ1_0] = TernaryBlocks.Tq1,
        [GgufType.TQ2_0] = TernaryBlocks.Tq2,
    };

    /// <summary>Whether <see cref="Decode"/> knows the type.</summary>
    public static bool CanDecode(GgufType type) => type.BlockOf() == 1 || Decoders.ContainsKey(type);

    /// <summary>Decodes whole blocks.</summary>
    public static void Decode(GgufType type, ReadOnlySpan<byte> raw, Span<float> values)
    {
        if (type.BlockOf() == 1)
        {
            DecodePlain(type, raw, values);
            return;
        }

        var (decode, block, bytes) = (Decoders[type], type.BlockOf(), type.BytesOf());
        for (var i = 0; i < values.Length / block; i++)
        {
            decode(raw.Slice(i * bytes, bytes), values.Slice(i * block, block));
        }
    }

    /// <summary>A half at a byte offset, as fp32.</summary>
    internal static float HalfAt(ReadOnlySpan<byte> block, int offset) => (float)BinaryPrimitives.ReadHalfLittleEndian(block[offset..]);

    private static void DecodePlain(GgufType type, ReadOnlySpan<byte> raw, Span<float> values)
    {
        switch (type)
        {
            case GgufType.F32:
                MemoryMarshal.Cast<byte, float>(raw).CopyTo(values);
                break;
            case GgufType.F16:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(raw), values);
                break;
            case GgufType.BF16:
                Convert<ushort>(raw, values, v => BitConverter.UInt32BitsToSingle((uint)v << 16));
                break;
            case GgufType.F64:
                Convert<double>(raw, values, v => (float)v);
                break;
            case GgufType.I8:
                Convert<sbyte>(raw, values, v => v);
                break;
            case GgufType.I16:
                Convert<short>(raw, values, v => v);
                break;
            case GgufType.I32:
                Convert<int>(raw, values, v => v);
                break;
            case GgufType.I64:
                Convert<long>(raw, values, v => v);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "not a plain type");
        }
    }

    private static void Convert<T>(ReadOnlySpan<byte> raw, Span<float> values, Func<T, float> convert)
        where T : unmanaged
    {
        var items = MemoryMarshal.Cast<byte, T>(raw);
        for (var i = 0; i < items.Length; i++)
        {
            values[i] = convert(items[i]);
        }
    }
}
