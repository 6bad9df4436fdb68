// Generated from native/ops/ops.txt by native/generate; edit those.
#nullable enable

namespace Ponder.Tensors;

public static unsafe partial class F
{
    /// <summary><c>|x|</c>.</summary>
    public static Tensor Abs(Tensor x) => x.Abs();

    /// <summary>−1, 0 or 1.</summary>
    public static Tensor Sign(Tensor x) => x.Sign();

    /// <summary><c>x²</c>.</summary>
    public static Tensor Square(Tensor x) => x.Square();

    /// <summary><c>√x</c>.</summary>
    public static Tensor Sqrt(Tensor x) => x.Sqrt();

    /// <summary><c>1/√x</c>.</summary>
    public static Tensor Rsqrt(Tensor x) => x.Rsqrt();

    /// <summary><c>1/x</c>.</summary>
    public static Tensor Reciprocal(Tensor x) => x.Reciprocal();

    /// <summary><c>x^exponent</c>.</summary>
    public static Tensor Pow(Tensor x, double exponent) => x.Pow(exponent);

    /// <summary><c>eˣ</c>.</summary>
    public static Tensor Exp(Tensor x) => x.Exp();

    /// <summary><c>eˣ − 1</c>, exact near zero.</summary>
    public static Tensor Expm1(Tensor x) => x.Expm1();

    /// <summary>Natural logarithm.</summary>
    public static Tensor Log(Tensor x) => x.Log();

    /// <summary><c>ln(1 + x)</c>, exact near zero.</summary>
    public static Tensor Log1p(Tensor x) => x.Log1p();

    /// <summary>Sine of radians.</summary>
    public static Tensor Sin(Tensor x) => x.Sin();

    /// <summary>Cosine of radians.</summary>
    public static Tensor Cos(Tensor x) => x.Cos();

    /// <summary>Largest whole number not above x.</summary>
    public static Tensor Floor(Tensor x) => x.Floor();

    /// <summary>Smallest whole number not below x.</summary>
    public static Tensor Ceil(Tensor x) => x.Ceil();

    /// <summary>Nearest whole number, halves to even.</summary>
    public static Tensor Round(Tensor x) => x.Round();

    /// <summary>Limits every element to <c>[low, high]</c>; the gradient is zero outside.</summary>
    public static Tensor Clamp(Tensor x, double low, double high) => x.Clamp(low, high);

    /// <summary>Raises every element to at least <c>low</c>.</summary>
    public static Tensor ClampMin(Tensor x, double low) => x.ClampMin(low);

    /// <summary>Lowers every element to at most <c>high</c>.</summary>
    public static Tensor ClampMax(Tensor x, double high) => x.ClampMax(high);

    /// <summary>Elementwise smaller one with broadcasting.</summary>
    public static Tensor Min(Tensor a, Tensor b)
    {
        ShapeRules.Broadcast("Min", a, b);
        var result = Tensor.FromHandle(NativeMethods.pn_min_elementwise(a.Handle, b.Handle));
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        return result;
    }

    /// <summary>Elementwise larger one with broadcasting.</summary>
    public static Tensor Max(Tensor a, Tensor b)
    {
        ShapeRules.Broadcast("Max", a, b);
        var result = Tensor.FromHandle(NativeMethods.pn_max_elementwise(a.Handle, b.Handle));
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        return result;
    }

    /// <summary><c>1/(1 + e⁻ˣ)</c>.</summary>
    public static Tensor Sigmoid(Tensor x) => x.Sigmoid();

    /// <summary><c>ln sigmoid(x)</c>, exact for large |x|.</summary>
    public static Tensor LogSigmoid(Tensor x) => x.LogSigmoid();

    /// <summary><c>ln(1 + eˣ)</c>.</summary>
    public static Tensor Softplus(Tensor x) => x.Softplus();

    /// <summary><c>x · sigmoid(x)</c>.</summary>
    public static Tensor Silu(Tensor x) => x.Silu();

    /// <summary><c>x · Φ(x)</c>, the exact form with erf.</summary>
    public static Tensor Gelu(Tensor x) => x.Gelu();

    /// <summary><c>max(x, 0)</c>.</summary>
    public static Tensor Relu(Tensor x) => x.Relu();

    /// <summary>Hyperbolic tangent.</summary>
    public static Tensor Tanh(Tensor x) => x.Tanh();

    /// <summary>Softmax along <c>dim</c>.</summary>
    public static Tensor Softmax(Tensor x, int dim) => x.Softmax(dim);

    /// <summary>Logarithm of the softmax along <c>dim</c>.</summary>
    public static Tensor LogSoftmax(Tensor x, int dim) => x.LogSoftmax(dim);

    /// <summary><c>ln Σ eˣ</c> along <c>dim</c>; <c>keep</c> leaves that dimension with length 1.</summary>
    public static Tensor LogSumExp(Tensor x, int dim, bool keep = false) => x.LogSumExp(dim, keep);

    /// <summary><c>a</c> where the Bool condition is true, <c>b</c> elsewhere, with broadcasting.</summary>
    public static Tensor Where(Tensor condition, Tensor a, Tensor b)
    {
        ShapeRules.Broadcast("Where", condition, a);
        ShapeRules.Broadcast("Where", a, b);
        ShapeRules.Type("Where", condition, DType.Bool);
        var result = Tensor.FromHandle(NativeMethods.pn_where(condition.Handle, a.Handle, b.Handle));
        GC.KeepAlive(condition);
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        return result;
    }

    /// <summary>Matrix product: <c>[…, M, K] · […, K, N] → […, M, N]</c>; vectors as in PyTorch's matmul.</summary>
    public static Tensor MatMul(Tensor x, Tensor other) => x.MatMul(other);

    /// <summary>Joins tensors along <c>dim</c>; the other dimensions agree.</summary>
    public static Tensor Cat(ReadOnlySpan<Tensor> tensors, int dim = 0)
    {
        ShapeRules.Cat("Cat", tensors, dim);
        var tensorsHandles = Tensor.HandlesOf(tensors);
        fixed (nint* tensorsPointer = tensorsHandles)
        {
            var result = Tensor.FromHandle(NativeMethods.pn_cat(tensorsPointer, tensors.Length, dim));
            Tensor.KeepAlive(tensors);
            return result;
        }
    }

    /// <summary>Joins tensors of one shape along a new dimension.</summary>
    public static Tensor Stack(ReadOnlySpan<Tensor> tensors, int dim = 0)
    {
        ShapeRules.Stack("Stack", tensors, dim);
        var tensorsHandles = Tensor.HandlesOf(tensors);
        fixed (nint* tensorsPointer = tensorsHandles)
        {
            var result = Tensor.FromHandle(NativeMethods.pn_stack(tensorsPointer, tensors.Length, dim));
            Tensor.KeepAlive(tensors);
            return result;
        }
    }

    /// <summary>Rows of <c>weight [V, D]</c> by Int64 <c>ids […]</c>: <c>[…, D]</c>.</summary>
    public static Tensor Embedding(Tensor weight, Tensor ids)
    {
        ShapeRules.Embedding("Embedding", weight, ids);
        var result = Tensor.FromHandle(NativeMethods.pn_embedding(weight.Handle, ids.Handle));
        GC.KeepAlive(weight);
        GC.KeepAlive(ids);
        return result;
    }
}
