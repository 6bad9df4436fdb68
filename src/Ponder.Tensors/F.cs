namespace Ponder.Tensors;

/// <summary>
/// Functions of tensors that read like the maths: <c>using static Ponder.Tensors.F;</c> gives bare <c>Exp</c>, <c>Min</c>,
/// <c>Softmax</c>. The plain ones are generated, the fused ones live in Fused/.
/// </summary>
public static partial class F
{
    /// <summary><c>a</c> where the Bool condition is true, the number elsewhere.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast, or the condition is not Bool.</exception>
    public static Tensor Where(Tensor condition, Tensor a, double b)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(a);
        using var number = Tensor.Scalar(b, a.DType);
        return Where(condition, a, number);
    }
}
