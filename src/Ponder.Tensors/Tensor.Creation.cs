namespace Ponder.Tensors;

// Creation from a Shape, as the spans in Generated/Tensor.g.cs.
public sealed partial class Tensor
{
    /// <summary>Zeros of the given shape.</summary>
    public static Tensor Zeros(Shape shape, DType dtype = DType.Float32) => Zeros(shape.AsSpan(), dtype);

    /// <summary>Ones of the given shape.</summary>
    public static Tensor Ones(Shape shape, DType dtype = DType.Float32) => Ones(shape.AsSpan(), dtype);

    /// <summary>Uninitialised memory of the given shape; write it before reading.</summary>
    public static Tensor Empty(Shape shape, DType dtype = DType.Float32) => Empty(shape.AsSpan(), dtype);

    /// <summary>The given value everywhere.</summary>
    public static Tensor Full(Shape shape, double value, DType dtype = DType.Float32) => Full(shape.AsSpan(), value, dtype);

    /// <summary>The same memory under another shape, as many elements; see <see cref="View(ReadOnlySpan{int})"/>.</summary>
    public Tensor View(Shape shape) => View(shape.AsSpan());

    /// <summary>Another shape with as many elements; see <see cref="Reshape(ReadOnlySpan{int})"/>.</summary>
    public Tensor Reshape(Shape shape) => Reshape(shape.AsSpan());
}
