using System.Runtime.InteropServices;

namespace Ponder.Tensors;

// Values in and out of tensors.
public sealed unsafe partial class Tensor
{
    /// <summary>Copies values in row-major order into a new tensor.</summary>
    /// <typeparam name="T">float, double, Half, long, int, short, sbyte, byte or bool.</typeparam>
    /// <exception cref="ShapeException">The shape does not hold as many elements as there are values.</exception>
    public static Tensor From<T>(ReadOnlySpan<T> data, params ReadOnlySpan<int> shape)
        where T : unmanaged => FromBytes(MemoryMarshal.AsBytes(data), shape, DTypeFacts.Of<T>());

    /// <summary>Copies the values of an array; see <see cref="From{T}(ReadOnlySpan{T}, ReadOnlySpan{int})"/>.</summary>
    public static Tensor From<T>(T[] data, params ReadOnlySpan<int> shape)
        where T : unmanaged => From((ReadOnlySpan<T>)data, shape);

    /// <summary>A vector <c>[n]</c> of the given values.</summary>
    public static Tensor Vector<T>(params ReadOnlySpan<T> data)
        where T : unmanaged => From(data, data.Length);

    /// <summary>A scalar, rank 0.</summary>
    public static Tensor Scalar(double value, DType dtype = DType.Float32) => Full([], value, dtype);

    /// <summary>Copies BFloat16 values, given as their 16 bits, into a new tensor.</summary>
    /// <exception cref="ShapeException">The shape does not hold as many elements as there are values.</exception>
    public static Tensor FromBits(ReadOnlySpan<ushort> bits, params ReadOnlySpan<int> shape) =>
        FromBytes(MemoryMarshal.AsBytes(bits), shape, DType.BFloat16);

    /// <summary>Copies raw little-endian bytes in row-major order into a new tensor.</summary>
    /// <exception cref="ShapeException">The bytes are not exactly those of the shape and type.</exception>
    public static Tensor FromBytes(ReadOnlySpan<byte> data, ReadOnlySpan<int> shape, DType dtype)
    {
        var wanted = new Shape(shape);
        if (wanted.Count * dtype.Size() != data.Length)
        {
            throw new ShapeException(
                $"From: {dtype} {wanted} takes {wanted.Count} elements, got {(double)data.Length / dtype.Size()}");
        }

        fixed (byte* bytes = data)
        fixed (int* sizes = shape)
        {
            return FromHandle(NativeMethods.pn_tensor_from_data(bytes, sizes, shape.Length, (int)dtype));
        }
    }

    /// <summary>The only element as a number. Any type reads as float or double; integers and Bool also as int, long, bool.</summary>
    /// <exception cref="ShapeException">There is not exactly one element, or a fraction would be lost.</exception>
    public T Item<T>()
        where T : unmanaged
    {
        if (Count != 1)
        {
            throw new ShapeException($"Item: expected a tensor of one element, got {Shape}");
        }

        if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
        {
            double number;
            NativeMethods.Check(NativeMethods.pn_tensor_item_double(Handle, &number));
            GC.KeepAlive(this);
            return typeof(T) == typeof(float) ? (T)(object)(float)number : (T)(object)number;
        }

        if (DType.IsFloatingPoint())
        {
            throw new ShapeException($"Item: a {DType} element reads as float or double, not as {typeof(T).Name}");
        }

        long whole;
        NativeMethods.Check(NativeMethods.pn_tensor_item_int64(Handle, &whole));
        GC.KeepAlive(this);
        if (typeof(T) == typeof(long)) { return (T)(object)whole; }
        if (typeof(T) == typeof(int)) { return (T)(object)checked((int)whole); }
        if (typeof(T) == typeof(bool)) { return (T)(object)(whole != 0); }
        throw new NotSupportedException($"Item: expected float, double, long, int or bool, got {typeof(T).Name}");
    }

    /// <summary>All elements in row-major order as a new array; <typeparamref name="T"/> must be the element type.</summary>
    /// <exception cref="ShapeException"><typeparamref name="T"/> is not the element type.</exception>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        Expect(DTypeFacts.Of<T>(), nameof(ToArray));
        var array = new T[Count];
        CopyTo(MemoryMarshal.AsBytes(array.AsSpan()));
        return array;
    }

    /// <summary>The 16 bits of every BFloat16 element in row-major order.</summary>
    /// <exception cref="ShapeException">The element type is not BFloat16.</exception>
    public ushort[] ToBits()
    {
        Expect(DType.BFloat16, nameof(ToBits));
        var array = new ushort[Count];
        CopyTo(MemoryMarshal.AsBytes(array.AsSpan()));
        return array;
    }

    /// <summary>Copies all elements in row-major order as raw bytes; the buffer has exactly their size.</summary>
    /// <exception cref="ShapeException">The buffer has another size.</exception>
    public void CopyTo(Span<byte> bytes)
    {
        if (bytes.Length != Count * DType.Size())
        {
            throw new ShapeException($"CopyTo: {this} holds {Count * DType.Size()} bytes, the buffer {bytes.Length}");
        }

        fixed (byte* buffer = bytes)
        {
            NativeMethods.Check(NativeMethods.pn_tensor_read(Handle, buffer, bytes.Length));
        }

        GC.KeepAlive(this);
    }

    /// <summary>The elements themselves, without a copy: valid only while the tensor lives.</summary>
    /// <remarks>Writing goes around autograd. Keep the tensor referenced while the span is in use.</remarks>
    /// <exception cref="ShapeException">
    /// <typeparamref name="T"/> is not the element type (<c>ushort</c> for BFloat16), the tensor is not contiguous, or it
    /// holds more than 2³¹ − 1 elements.
    /// </exception>
    public Span<T> Data<T>()
        where T : unmanaged
    {
        if (!(DType == DType.BFloat16 && typeof(T) == typeof(ushort)))
        {
            Expect(DTypeFacts.Of<T>(), nameof(Data));
        }

        if (!IsContiguous)
        {
            throw new ShapeException($"Data: {this} is not contiguous; take Contiguous() first");
        }

        return Count <= int.MaxValue
            ? new Span<T>((void*)DataPointer, (int)Count)
            : throw new ShapeException($"Data: {this} holds more than {int.MaxValue} elements; take a Narrow of it");
    }

    private void Expect(DType dtype, string operation)
    {
        if (DType != dtype)
        {
            throw new ShapeException($"{operation}: expected a {dtype} tensor, got {this}; convert it with To");
        }
    }
}
