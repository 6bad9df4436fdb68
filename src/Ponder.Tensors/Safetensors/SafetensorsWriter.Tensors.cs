using System.Runtime.InteropServices;

namespace Ponder.Tensors.Safetensors;

// Tensors into the file.
public sealed partial class SafetensorsWriter
{
    private const int ChunkElements = 1 << 20;

    /// <summary>Adds a tensor in its own type, or an fp32 tensor as another float type.</summary>
    /// <param name="name">A name not used before.</param>
    /// <param name="tensor">The tensor; must live and keep its values until the file is written.</param>
    /// <param name="dtype">For an fp32 tensor: F32, BF16 or F16 (rounded to nearest even). Null: the tensor's own type.</param>
    /// <exception cref="ArgumentException">There is no such conversion.</exception>
    public void Add(string name, Tensor tensor, SafetensorsDType? dtype = null)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var own = TypeOf(tensor.DType);
        var wanted = dtype ?? own;
        if (wanted != own && !(own == SafetensorsDType.F32 && wanted is SafetensorsDType.BF16 or SafetensorsDType.F16))
        {
            throw new ArgumentException($"tensor '{name}': {own.NameOf()} cannot be written as {wanted.NameOf()}", nameof(dtype));
        }

        var shape = Array.ConvertAll(tensor.Shape.ToArray(), extent => (long)extent);
        Add(name, wanted, shape, stream => WriteElements(stream, tensor, wanted));
    }

    private static unsafe void WriteElements(Stream stream, Tensor tensor, SafetensorsDType wanted)
    {
        using var here = tensor.Device.IsCpu ? null : tensor.Detach().To(Device.Cpu);
        using var contiguous = (here ?? tensor).IsContiguous ? null : (here ?? tensor).Detach().Contiguous();
        var source = contiguous ?? here ?? tensor;
        var (own, target) = (source.DType.Size(), wanted.BitsOf() / 8);
        var buffer = own == target ? [] : new byte[ChunkElements * target];
        for (var done = 0L; done < source.Count;)
        {
            var count = (int)Math.Min(source.Count - done, ChunkElements);
            var raw = new ReadOnlySpan<byte>((byte*)source.DataPointer + (done * own), count * own);
            if (own == target)
            {
                stream.Write(raw);
            }
            else
            {
                var values = MemoryMarshal.Cast<byte, float>(raw);
                var converted = buffer.AsSpan(0, count * target);
                if (wanted == SafetensorsDType.BF16)
                {
                    FloatFormats.ToBFloat16(values, converted);
                }
                else
                {
                    FloatFormats.ToFloat16(values, converted);
                }

                stream.Write(converted);
            }

            done += count;
        }

        GC.KeepAlive(source);
    }

    private static SafetensorsDType TypeOf(DType type) => type switch
    {
        DType.UInt8 => SafetensorsDType.U8,
        DType.Int8 => SafetensorsDType.I8,
        DType.Int16 => SafetensorsDType.I16,
        DType.Int32 => SafetensorsDType.I32,
        DType.Int64 => SafetensorsDType.I64,
        DType.Float16 => SafetensorsDType.F16,
        DType.Float32 => SafetensorsDType.F32,
        DType.Float64 => SafetensorsDType.F64,
        DType.Bool => SafetensorsDType.Bool,
        DType.BFloat16 => SafetensorsDType.BF16,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "unknown element type"),
    };
}
