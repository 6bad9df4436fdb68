using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Ponder.Tensors;

/// <summary>
/// Conversions between fp32 and the 16-bit float formats of checkpoints, over spans of raw bytes (little-endian).
/// </summary>
public static class FloatFormats
{
    /// <summary>bfloat16 to fp32, exact.</summary>
    public static void FromBFloat16(ReadOnlySpan<byte> source, Span<float> values)
    {
        var bits = MemoryMarshal.Cast<byte, ushort>(source);
        var wide = MemoryMarshal.Cast<float, uint>(values);
        for (var i = 0; i < bits.Length; i++)
        {
            wide[i] = (uint)bits[i] << 16;
        }
    }

    /// <summary>Half to fp32, exact.</summary>
    public static void FromFloat16(ReadOnlySpan<byte> source, Span<float> values) =>
        TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(source), values);

    /// <summary>Double to fp32, to nearest even.</summary>
    public static void FromFloat64(ReadOnlySpan<byte> source, Span<float> values)
    {
        var wide = MemoryMarshal.Cast<byte, double>(source);
        for (var i = 0; i < wide.Length; i++)
        {
            values[i] = (float)wide[i];
        }
    }

    /// <summary>fp32 to bfloat16, to nearest even; a NaN stays one.</summary>
    public static void ToBFloat16(ReadOnlySpan<float> values, Span<byte> target)
    {
        var bits = MemoryMarshal.Cast<byte, ushort>(target);
        for (var i = 0; i < values.Length; i++)
        {
            bits[i] = ToBFloat16(values[i]);
        }
    }

    /// <summary>fp32 to half, to nearest even with overflow to infinity.</summary>
    public static void ToFloat16(ReadOnlySpan<float> values, Span<byte> target) =>
        TensorPrimitives.ConvertToHalf(values, MemoryMarshal.Cast<byte, Half>(target));

    private static ushort ToBFloat16(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return float.IsNaN(value)
            ? (ushort)((bits >> 16) | 0x40)
            : (ushort)((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
    }
}
