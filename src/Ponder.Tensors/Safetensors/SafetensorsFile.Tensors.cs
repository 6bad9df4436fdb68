using System.Runtime.InteropServices;

namespace Ponder.Tensors.Safetensors;

// Tensors out of the map.
public sealed partial class SafetensorsFile
{
    private const int ChunkElements = 1 << 20;

    /// <summary>Copies a tensor out of the file in its own type.</summary>
    /// <exception cref="CheckpointException">There is no such tensor, or no tensor type for its elements.</exception>
    public Tensor ToTensor(string name)
    {
        var entry = this[name];
        if (TypeOf(entry.DType) is not { } dtype)
        {
            throw SafetensorsHeader.Fault(
                Path, $"tensor '{name}' has type {entry.DType.NameOf()}, which tensors cannot hold; read its bytes");
        }

        var tensor = Tensor.Empty(Extents(entry), dtype);
        var size = dtype.Size();
        Fill(entry, size, (offset, length) => Slice(entry, offset, length).CopyTo(RawBytes(tensor, offset, length)));
        return tensor;
    }

    /// <summary>Copies a float tensor out of the file as fp32, converting bfloat16, half and double.</summary>
    /// <exception cref="CheckpointException">There is no such tensor, or it is of another kind.</exception>
    public Tensor ToFloat32(string name)
    {
        var entry = this[name];
        var width = entry.DType.BitsOf() / 8;
        var tensor = Tensor.Empty(Extents(entry), DType.Float32);
        Fill(entry, width, (offset, length) =>
        {
            var raw = Slice(entry, offset, length);
            var values = MemoryMarshal.Cast<byte, float>(RawBytes(tensor, offset / width * sizeof(float), length / width * sizeof(float)));
            switch (entry.DType)
            {
                case SafetensorsDType.F32:
                    MemoryMarshal.Cast<byte, float>(raw).CopyTo(values);
                    break;
                case SafetensorsDType.BF16:
                    FloatFormats.FromBFloat16(raw, values);
                    break;
                case SafetensorsDType.F16:
                    FloatFormats.FromFloat16(raw, values);
                    break;
                case SafetensorsDType.F64:
                    FloatFormats.FromFloat64(raw, values);
                    break;
                default:
                    throw SafetensorsHeader.Fault(Path, $"tensor '{name}' has type {entry.DType.NameOf()}, expected F32, BF16, F16 or F64");
            }
        });
        return tensor;
    }

    private static DType? TypeOf(SafetensorsDType type) => type switch
    {
        SafetensorsDType.Bool => DType.Bool,
        SafetensorsDType.U8 => DType.UInt8,
        SafetensorsDType.I8 => DType.Int8,
        SafetensorsDType.I16 => DType.Int16,
        SafetensorsDType.I32 => DType.Int32,
        SafetensorsDType.I64 => DType.Int64,
        SafetensorsDType.F16 => DType.Float16,
        SafetensorsDType.BF16 => DType.BFloat16,
        SafetensorsDType.F32 => DType.Float32,
        SafetensorsDType.F64 => DType.Float64,
        _ => null,
    };

    private Shape Extents(SafetensorsEntry entry) => entry.Shape.All(extent => extent <= int.MaxValue)
        ? new Shape([.. entry.Shape.Select(extent => (int)extent)])
        : throw SafetensorsHeader.Fault(Path, $"tensor '{entry.Name}' has shape {entry.ShapeText}; extents must be below 2^31");

    private static void Fill(SafetensorsEntry entry, int size, Action<long, int> copy)
    {
        for (var offset = 0L; offset < entry.ByteLength;)
        {
            var length = (int)Math.Min(entry.ByteLength - offset, (long)ChunkElements * size);
            copy(offset, length);
            offset += length;
        }
    }

    private static unsafe Span<byte> RawBytes(Tensor tensor, long offset, int length) => new((byte*)tensor.DataPointer + offset, length);
}
