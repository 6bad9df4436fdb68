using System.Runtime.CompilerServices;

namespace Ponder.Tensors;

// Arithmetic operators and slices. The matrix product is MatMul; in-place operations end in InPlace.
public sealed partial class Tensor
{
    /// <summary>Row <paramref name="index"/>, or with <c>^i</c> the i-th from the end, without the first dimension: a view.</summary>
    [IndexerName("Slice")]
    public Tensor this[Index index] => Select(0, index.GetOffset(FirstSize("[]")));

    /// <summary>Rows of a range along the first dimension: a view.</summary>
    [IndexerName("Slice")]
    public Tensor this[Range rows]
    {
        get
        {
            var size = FirstSize("[..]");
            var (start, end) = (rows.Start.GetOffset(size), rows.End.GetOffset(size));
            return Narrow(0, start, end - start);
        }
    }

    /// <summary>Elementwise sum.</summary>
    public static Tensor operator +(Tensor left, Tensor right) => left.Add(right);

    /// <summary>Adds a number.</summary>
    public static Tensor operator +(Tensor left, double right) => left.Add(right);

    /// <summary>Adds a number.</summary>
    public static Tensor operator +(double left, Tensor right) => right.Add(left);

    /// <summary>Elementwise difference.</summary>
    public static Tensor operator -(Tensor left, Tensor right) => left.Sub(right);

    /// <summary>Subtracts a number.</summary>
    public static Tensor operator -(Tensor left, double right) => left.Sub(right);

    /// <summary>A number minus every element.</summary>
    public static Tensor operator -(double left, Tensor right) => right.Rsub(left);

    /// <summary>Every element negated.</summary>
    public static Tensor operator -(Tensor x) => x.Neg();

    /// <summary>Elementwise product.</summary>
    public static Tensor operator *(Tensor left, Tensor right) => left.Mul(right);

    /// <summary>Multiplies by a number.</summary>
    public static Tensor operator *(Tensor left, double right) => left.Mul(right);

    /// <summary>Multiplies by a number.</summary>
    public static Tensor operator *(double left, Tensor right) => right.Mul(left);

    /// <summary>Elementwise quotient.</summary>
    public static Tensor operator /(Tensor left, Tensor right) => left.Div(right);

    /// <summary>Divides by a number.</summary>
    public static Tensor operator /(Tensor left, double right) => left.Div(right);

    /// <summary>A number divided by every element.</summary>
    public static Tensor operator /(double left, Tensor right) => right.Rdiv(left);

    private int FirstSize(string operation) =>
        Rank > 0 ? Shape[0] : throw new ShapeException($"{operation}: a scalar has no rows");
}
