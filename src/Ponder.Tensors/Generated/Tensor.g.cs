// Generated from native/ops/ops.txt by native/generate; edit those.
#nullable enable

namespace Ponder.Tensors;

public sealed unsafe partial class Tensor
{
    /// <summary>Zeros of the given shape.</summary>
    public static Tensor Zeros(ReadOnlySpan<int> shape, DType dtype = DType.Float32)
    {
        ShapeRules.Sizes("Zeros", shape);
        fixed (int* shapeSizes = shape)
        {
            var result = Tensor.FromHandle(NativeMethods.pn_zeros(shapeSizes, shape.Length, (int)dtype));
            return result;
        }
    }

    /// <summary>Ones of the given shape.</summary>
    public static Tensor Ones(ReadOnlySpan<int> shape, DType dtype = DType.Float32)
    {
        ShapeRules.Sizes("Ones", shape);
        fixed (int* shapeSizes = shape)
        {
            var result = Tensor.FromHandle(NativeMethods.pn_ones(shapeSizes, shape.Length, (int)dtype));
            return result;
        }
    }

    /// <summary>Uninitialised memory of the given shape; write it before reading.</summary>
    public static Tensor Empty(ReadOnlySpan<int> shape, DType dtype = DType.Float32)
    {
        ShapeRules.Sizes("Empty", shape);
        fixed (int* shapeSizes = shape)
        {
            var result = Tensor.FromHandle(NativeMethods.pn_empty(shapeSizes, shape.Length, (int)dtype));
            return result;
        }
    }

    /// <summary>The given value everywhere.</summary>
    public static Tensor Full(ReadOnlySpan<int> shape, double value, DType dtype = DType.Float32)
    {
        ShapeRules.Sizes("Full", shape);
        fixed (int* shapeSizes = shape)
        {
            var result = Tensor.FromHandle(NativeMethods.pn_full(shapeSizes, shape.Length, value, (int)dtype));
            return result;
        }
    }

    /// <summary><c>[count]</c>: 0, 1, … count − 1.</summary>
    public static Tensor Arange(long count, DType dtype = DType.Int64)
    {
        var result = Tensor.FromHandle(NativeMethods.pn_arange(count, (int)dtype));
        return result;
    }

    /// <summary>Zeros with this tensor's shape and type.</summary>
    public Tensor ZerosLike()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_zeros_like(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Ones with this tensor's shape and type.</summary>
    public Tensor OnesLike()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_ones_like(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Uninitialised memory with this tensor's shape and type.</summary>
    public Tensor EmptyLike()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_empty_like(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Elementwise sum with broadcasting.</summary>
    public Tensor Add(Tensor other)
    {
        ShapeRules.Broadcast("Add", this, other);
        var result = Tensor.FromHandle(NativeMethods.pn_add(Handle, other.Handle));
        GC.KeepAlive(this);
        GC.KeepAlive(other);
        return result;
    }

    /// <summary>Adds a number to every element.</summary>
    public Tensor Add(double value)
    {
        var result = Tensor.FromHandle(NativeMethods.pn_add_scalar(Handle, value));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Elementwise difference with broadcasting.</summary>
    public Tensor Sub(Tensor other)
    {
        ShapeRules.Broadcast("Sub", this, other);
        var result = Tensor.FromHandle(NativeMethods.pn_sub(Handle, other.Handle));
        GC.KeepAlive(this);
        GC.KeepAlive(other);
        return result;
    }

    /// <summary>Subtracts a number from every element.</summary>
    public Tensor Sub(double value)
    {
        var result = Tensor.FromHandle(NativeMethods.pn_sub_scalar(Handle, value));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary><c>value − x</c> for every element x.</summary>
    public Tensor Rsub(double value)
    {
        var result = Tensor.FromHandle(NativeMethods.pn_rsub_scalar(Handle, value));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Elementwise product with broadcasting.</summary>
    public Tensor Mul(Tensor other)
    {
        ShapeRules.Broadcast("Mul", this, other);
        var result = Tensor.FromHandle(NativeMethods.pn_mul(Handle, other.Handle));
        GC.KeepAlive(this);
        GC.KeepAlive(other);
        return result;
    }

    /// <summary>Multiplies every element by a number.</summary>
    public Tensor Mul(double value)
    {
        var result = Tensor.FromHandle(NativeMethods.pn_mul_scalar(Handle, value));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Elementwise quotient with broadcasting; integers give floating point.</summary>
    public Tensor Div(Tensor other)
    {
        ShapeRules.Broadcast("Div", this, other);
        var result = Tensor.FromHandle(NativeMethods.pn_div(Handle, other.Handle));
        GC.KeepAlive(this);
        GC.KeepAlive(other);
        return result;
    }

    /// <summary>Divides every element by a number.</summary>
    public Tensor Div(double value)
    {
        var result = Tensor.FromHandle(NativeMethods.pn_div_scalar(Handle, value));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary><c>value / x</c> for every element x.</summary>
    public Tensor Rdiv(double value)
    {
        var result = Tensor.FromHandle(NativeMethods.pn_rdiv_scalar(Handle, value));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Remainder with the divisor's sign, as Python's <c>%</c>.</summary>
    public Tensor Remainder(double value)
    {
        var result = Tensor.FromHandle(NativeMethods.pn_remainder_scalar(Handle, value));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary><c>−x</c>.</summary>
    public Tensor Neg()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_neg(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary><c>|x|</c>.</summary>
    public Tensor Abs()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_abs(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>−1, 0 or 1.</summary>
    public Tensor Sign()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_sign(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary><c>x²</c>.</summary>
    public Tensor Square()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_square(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary><c>√x</c>.</summary>
    public Tensor Sqrt()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_sqrt(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary><c>1/√x</c>.</summary>
    public Tensor Rsqrt()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_rsqrt(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary><c>1/x</c>.</summary>
    public Tensor Reciprocal()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_reciprocal(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary><c>x^exponent</c>.</summary>
    public Tensor Pow(double exponent)
    {
        var result = Tensor.FromHandle(NativeMethods.pn_pow(Handle, exponent));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary><c>x^y</c> elementwise with broadcasting.</summary>
    public Tensor Pow(Tensor exponent)
    {
        ShapeRules.Broadcast("Pow", this, exponent);
        var result = Tensor.FromHandle(NativeMethods.pn_pow_tensor(Handle, exponent.Handle));
        GC.KeepAlive(this);
        GC.KeepAlive(exponent);
        return result;
    }

    /// <summary><c>eˣ</c>.</summary>
    public Tensor Exp()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_exp(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary><c>eˣ − 1</c>, exact near zero.</summary>
    public Tensor Expm1()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_expm1(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Natural logarithm.</summary>
    public Tensor Log()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_log(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary><c>ln(1 + x)</c>, exact near zero.</summary>
    public Tensor Log1p()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_log1p(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Sine of radians.</summary>
    public Tensor Sin()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_sin(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Cosine of radians.</summary>
    public Tensor Cos()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_cos(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Largest whole number not above x.</summary>
    public Tensor Floor()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_floor(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Smallest whole number not below x.</summary>
    public Tensor Ceil()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_ceil(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Nearest whole number, halves to even.</summary>
    public Tensor Round()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_round(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Limits every element to <c>[low, high]</c>; the gradient is zero outside.</summary>
    public Tensor Clamp(double low, double high)
    {
        var result = Tensor.FromHandle(NativeMethods.pn_clamp(Handle, low, high));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Raises every element to at least <c>low</c>.</summary>
    public Tensor ClampMin(double low)
    {
        var result = Tensor.FromHandle(NativeMethods.pn_clamp_min(Handle, low));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Lowers every element to at most <c>high</c>.</summary>
    public Tensor ClampMax(double high)
    {
        var result = Tensor.FromHandle(NativeMethods.pn_clamp_max(Handle, high));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary><c>1/(1 + e⁻ˣ)</c>.</summary>
    public Tensor Sigmoid()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_sigmoid(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary><c>ln sigmoid(x)</c>, exact for large |x|.</summary>
    public Tensor LogSigmoid()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_log_sigmoid(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary><c>ln(1 + eˣ)</c>.</summary>
    public Tensor Softplus()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_softplus(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary><c>x · sigmoid(x)</c>.</summary>
    public Tensor Silu()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_silu(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary><c>x · Φ(x)</c>, the exact form with erf.</summary>
    public Tensor Gelu()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_gelu(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary><c>max(x, 0)</c>.</summary>
    public Tensor Relu()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_relu(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Hyperbolic tangent.</summary>
    public Tensor Tanh()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_tanh(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Softmax along <c>dim</c>.</summary>
    public Tensor Softmax(int dim)
    {
        ShapeRules.Dim("Softmax", this, dim);
        var result = Tensor.FromHandle(NativeMethods.pn_softmax(Handle, dim));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Logarithm of the softmax along <c>dim</c>.</summary>
    public Tensor LogSoftmax(int dim)
    {
        ShapeRules.Dim("LogSoftmax", this, dim);
        var result = Tensor.FromHandle(NativeMethods.pn_log_softmax(Handle, dim));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary><c>ln Σ eˣ</c> along <c>dim</c>; <c>keep</c> leaves that dimension with length 1.</summary>
    public Tensor LogSumExp(int dim, bool keep = false)
    {
        ShapeRules.Dim("LogSumExp", this, dim);
        var result = Tensor.FromHandle(NativeMethods.pn_log_sum_exp(Handle, dim, keep ? 1 : 0));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Sum of all elements, a scalar; Bool and integers sum as Int64.</summary>
    public Tensor Sum()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_sum(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Sum along <c>dim</c>; <c>keep</c> leaves that dimension with length 1.</summary>
    public Tensor Sum(int dim, bool keep = false)
    {
        ShapeRules.Dim("Sum", this, dim);
        var result = Tensor.FromHandle(NativeMethods.pn_sum_dim(Handle, dim, keep ? 1 : 0));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Mean of all elements, a scalar.</summary>
    public Tensor Mean()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_mean(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Mean along <c>dim</c>.</summary>
    public Tensor Mean(int dim, bool keep = false)
    {
        ShapeRules.Dim("Mean", this, dim);
        var result = Tensor.FromHandle(NativeMethods.pn_mean_dim(Handle, dim, keep ? 1 : 0));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Variance along <c>dim</c>; unbiased divides by n − 1.</summary>
    public Tensor Variance(int dim, bool unbiased = true, bool keep = false)
    {
        ShapeRules.Dim("Variance", this, dim);
        var result = Tensor.FromHandle(NativeMethods.pn_variance(Handle, dim, unbiased ? 1 : 0, keep ? 1 : 0));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Largest element, a scalar.</summary>
    public Tensor Max()
    {
        ShapeRules.NotEmpty("Max", this);
        var result = Tensor.FromHandle(NativeMethods.pn_max(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Largest value along <c>dim</c>; equal ones share the gradient.</summary>
    public Tensor Max(int dim, bool keep = false)
    {
        ShapeRules.Dim("Max", this, dim);
        ShapeRules.NotEmpty("Max", this);
        var result = Tensor.FromHandle(NativeMethods.pn_max_dim(Handle, dim, keep ? 1 : 0));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Smallest element, a scalar.</summary>
    public Tensor Min()
    {
        ShapeRules.NotEmpty("Min", this);
        var result = Tensor.FromHandle(NativeMethods.pn_min(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Smallest value along <c>dim</c>; equal ones share the gradient.</summary>
    public Tensor Min(int dim, bool keep = false)
    {
        ShapeRules.Dim("Min", this, dim);
        ShapeRules.NotEmpty("Min", this);
        var result = Tensor.FromHandle(NativeMethods.pn_min_dim(Handle, dim, keep ? 1 : 0));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Int64 index of the first largest value along <c>dim</c>.</summary>
    public Tensor ArgMax(int dim, bool keep = false)
    {
        ShapeRules.Dim("ArgMax", this, dim);
        ShapeRules.NotEmpty("ArgMax", this);
        var result = Tensor.FromHandle(NativeMethods.pn_arg_max(Handle, dim, keep ? 1 : 0));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Int64 index of the first smallest value along <c>dim</c>.</summary>
    public Tensor ArgMin(int dim, bool keep = false)
    {
        ShapeRules.Dim("ArgMin", this, dim);
        ShapeRules.NotEmpty("ArgMin", this);
        var result = Tensor.FromHandle(NativeMethods.pn_arg_min(Handle, dim, keep ? 1 : 0));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Bool scalar: some element is true or non-zero.</summary>
    public Tensor Any()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_any(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Bool scalar: every element is true or non-zero.</summary>
    public Tensor All()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_all(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Running sum along <c>dim</c>, including the element itself.</summary>
    public Tensor CumSum(int dim)
    {
        ShapeRules.Dim("CumSum", this, dim);
        var result = Tensor.FromHandle(NativeMethods.pn_cum_sum(Handle, dim));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Stable sort along <c>dim</c> with the Int64 indices of the source.</summary>
    public (Tensor Values, Tensor Indices) Sort(int dim = -1, bool descending = false)
    {
        ShapeRules.Dim("Sort", this, dim);
        nint values = 0;
        nint indices = 0;
        NativeMethods.Check(NativeMethods.pn_sort(Handle, dim, descending ? 1 : 0, &values, &indices));
        GC.KeepAlive(this);
        return (Tensor.FromHandle(values), Tensor.FromHandle(indices));
    }

    /// <summary>The <c>count</c> largest along <c>dim</c>, largest first, with their Int64 indices.</summary>
    public (Tensor Values, Tensor Indices) TopK(int count, int dim = -1)
    {
        ShapeRules.Dim("TopK", this, dim);
        ShapeRules.TopK("TopK", this, count, dim);
        nint values = 0;
        nint indices = 0;
        NativeMethods.Check(NativeMethods.pn_top_k(Handle, count, dim, &values, &indices));
        GC.KeepAlive(this);
        return (Tensor.FromHandle(values), Tensor.FromHandle(indices));
    }

    /// <summary><c>x &gt; y</c>.</summary>
    public Tensor Greater(Tensor other)
    {
        ShapeRules.Broadcast("Greater", this, other);
        var result = Tensor.FromHandle(NativeMethods.pn_greater(Handle, other.Handle));
        GC.KeepAlive(this);
        GC.KeepAlive(other);
        return result;
    }

    /// <summary><c>x &gt; value</c>.</summary>
    public Tensor Greater(double value)
    {
        var result = Tensor.FromHandle(NativeMethods.pn_greater_scalar(Handle, value));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary><c>x ≥ y</c>.</summary>
    public Tensor GreaterOrEqual(Tensor other)
    {
        ShapeRules.Broadcast("GreaterOrEqual", this, other);
        var result = Tensor.FromHandle(NativeMethods.pn_greater_or_equal(Handle, other.Handle));
        GC.KeepAlive(this);
        GC.KeepAlive(other);
        return result;
    }

    /// <summary><c>x ≥ value</c>.</summary>
    public Tensor GreaterOrEqual(double value)
    {
        var result = Tensor.FromHandle(NativeMethods.pn_greater_or_equal_scalar(Handle, value));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary><c>x &lt; y</c>.</summary>
    public Tensor Less(Tensor other)
    {
        ShapeRules.Broadcast("Less", this, other);
        var result = Tensor.FromHandle(NativeMethods.pn_less(Handle, other.Handle));
        GC.KeepAlive(this);
        GC.KeepAlive(other);
        return result;
    }

    /// <summary><c>x &lt; value</c>.</summary>
    public Tensor Less(double value)
    {
        var result = Tensor.FromHandle(NativeMethods.pn_less_scalar(Handle, value));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary><c>x ≤ y</c>.</summary>
    public Tensor LessOrEqual(Tensor other)
    {
        ShapeRules.Broadcast("LessOrEqual", this, other);
        var result = Tensor.FromHandle(NativeMethods.pn_less_or_equal(Handle, other.Handle));
        GC.KeepAlive(this);
        GC.KeepAlive(other);
        return result;
    }

    /// <summary><c>x ≤ value</c>.</summary>
    public Tensor LessOrEqual(double value)
    {
        var result = Tensor.FromHandle(NativeMethods.pn_less_or_equal_scalar(Handle, value));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary><c>x = y</c>.</summary>
    public Tensor Equal(Tensor other)
    {
        ShapeRules.Broadcast("Equal", this, other);
        var result = Tensor.FromHandle(NativeMethods.pn_equal(Handle, other.Handle));
        GC.KeepAlive(this);
        GC.KeepAlive(other);
        return result;
    }

    /// <summary><c>x = value</c>.</summary>
    public Tensor Equal(double value)
    {
        var result = Tensor.FromHandle(NativeMethods.pn_equal_scalar(Handle, value));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary><c>x ≠ y</c>.</summary>
    public Tensor NotEqual(Tensor other)
    {
        ShapeRules.Broadcast("NotEqual", this, other);
        var result = Tensor.FromHandle(NativeMethods.pn_not_equal(Handle, other.Handle));
        GC.KeepAlive(this);
        GC.KeepAlive(other);
        return result;
    }

    /// <summary><c>x ≠ value</c>.</summary>
    public Tensor NotEqual(double value)
    {
        var result = Tensor.FromHandle(NativeMethods.pn_not_equal_scalar(Handle, value));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Both true or non-zero.</summary>
    public Tensor LogicalAnd(Tensor other)
    {
        ShapeRules.Broadcast("LogicalAnd", this, other);
        var result = Tensor.FromHandle(NativeMethods.pn_logical_and(Handle, other.Handle));
        GC.KeepAlive(this);
        GC.KeepAlive(other);
        return result;
    }

    /// <summary>One true or non-zero.</summary>
    public Tensor LogicalOr(Tensor other)
    {
        ShapeRules.Broadcast("LogicalOr", this, other);
        var result = Tensor.FromHandle(NativeMethods.pn_logical_or(Handle, other.Handle));
        GC.KeepAlive(this);
        GC.KeepAlive(other);
        return result;
    }

    /// <summary>False or zero.</summary>
    public Tensor LogicalNot()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_logical_not(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Neither infinite nor NaN.</summary>
    public Tensor IsFinite()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_is_finite(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>NaN.</summary>
    public Tensor IsNan()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_is_nan(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>The value where the Bool mask is true, this tensor elsewhere.</summary>
    public Tensor MaskedFill(Tensor mask, double value)
    {
        ShapeRules.Broadcast("MaskedFill", this, mask);
        ShapeRules.Type("MaskedFill", mask, DType.Bool);
        var result = Tensor.FromHandle(NativeMethods.pn_masked_fill(Handle, mask.Handle, value));
        GC.KeepAlive(this);
        GC.KeepAlive(mask);
        return result;
    }

    /// <summary>Matrix product: <c>[…, M, K] · […, K, N] → […, M, N]</c>; vectors as in PyTorch's matmul.</summary>
    public Tensor MatMul(Tensor other)
    {
        ShapeRules.MatMul("MatMul", this, other);
        var result = Tensor.FromHandle(NativeMethods.pn_mat_mul(Handle, other.Handle));
        GC.KeepAlive(this);
        GC.KeepAlive(other);
        return result;
    }

    /// <summary>Keeps what is on and below the diagonal, zero elsewhere.</summary>
    public Tensor Tril(int diagonal = 0)
    {
        ShapeRules.MinRank("Tril", this, 2);
        var result = Tensor.FromHandle(NativeMethods.pn_tril(Handle, diagonal));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Keeps what is on and above the diagonal, zero elsewhere.</summary>
    public Tensor Triu(int diagonal = 0)
    {
        ShapeRules.MinRank("Triu", this, 2);
        var result = Tensor.FromHandle(NativeMethods.pn_triu(Handle, diagonal));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>The same memory under another shape; one size may be −1. The tensor must be contiguous enough, else use Reshape.</summary>
    public Tensor View(params ReadOnlySpan<int> shape)
    {
        ShapeRules.Reshape("View", this, shape);
        fixed (int* shapeSizes = shape)
        {
            var result = Tensor.FromHandle(NativeMethods.pn_view(Handle, shapeSizes, shape.Length));
            GC.KeepAlive(this);
            return result;
        }
    }

    /// <summary>Another shape; a view where possible, else a copy. One size may be −1.</summary>
    public Tensor Reshape(params ReadOnlySpan<int> shape)
    {
        ShapeRules.Reshape("Reshape", this, shape);
        fixed (int* shapeSizes = shape)
        {
            var result = Tensor.FromHandle(NativeMethods.pn_reshape(Handle, shapeSizes, shape.Length));
            GC.KeepAlive(this);
            return result;
        }
    }

    /// <summary>Joins the dimensions <c>from … to</c> into one.</summary>
    public Tensor Flatten(int from = 0, int to = -1)
    {
        ShapeRules.Dim("Flatten", this, from);
        ShapeRules.Dim("Flatten", this, to);
        var result = Tensor.FromHandle(NativeMethods.pn_flatten(Handle, from, to));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>A view with two dimensions exchanged.</summary>
    public Tensor Transpose(int dim0, int dim1)
    {
        ShapeRules.Dim("Transpose", this, dim0);
        ShapeRules.Dim("Transpose", this, dim1);
        var result = Tensor.FromHandle(NativeMethods.pn_transpose(Handle, dim0, dim1));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>A view with the dimensions in the given order.</summary>
    public Tensor Permute(params ReadOnlySpan<int> dims)
    {
        ShapeRules.Permute("Permute", this, dims);
        fixed (int* dimsSizes = dims)
        {
            var result = Tensor.FromHandle(NativeMethods.pn_permute(Handle, dimsSizes, dims.Length));
            GC.KeepAlive(this);
            return result;
        }
    }

    /// <summary>A view with a dimension of length 1 inserted at <c>dim</c>.</summary>
    public Tensor Unsqueeze(int dim)
    {
        ShapeRules.Unsqueeze("Unsqueeze", this, dim);
        var result = Tensor.FromHandle(NativeMethods.pn_unsqueeze(Handle, dim));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>A view without the dimension <c>dim</c>, which must have length 1.</summary>
    public Tensor Squeeze(int dim)
    {
        ShapeRules.Squeeze("Squeeze", this, dim);
        var result = Tensor.FromHandle(NativeMethods.pn_squeeze(Handle, dim));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>A view in which dimensions of length 1 repeat; −1 keeps a size.</summary>
    public Tensor Expand(params ReadOnlySpan<int> shape)
    {
        ShapeRules.Expand("Expand", this, shape);
        fixed (int* shapeSizes = shape)
        {
            var result = Tensor.FromHandle(NativeMethods.pn_expand(Handle, shapeSizes, shape.Length));
            GC.KeepAlive(this);
            return result;
        }
    }

    /// <summary>Every slice along <c>dim</c>, <c>repeats</c> times in a row.</summary>
    public Tensor RepeatInterleave(int repeats, int dim)
    {
        ShapeRules.Dim("RepeatInterleave", this, dim);
        var result = Tensor.FromHandle(NativeMethods.pn_repeat_interleave(Handle, repeats, dim));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Reverses the order along <c>dim</c>.</summary>
    public Tensor Flip(int dim)
    {
        ShapeRules.Dim("Flip", this, dim);
        var result = Tensor.FromHandle(NativeMethods.pn_flip(Handle, dim));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>The same values in row-major memory; the tensor itself if it already is.</summary>
    public Tensor Contiguous()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_contiguous(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>A copy, inside the autograd graph.</summary>
    public Tensor Clone()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_clone(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>The same memory outside of the autograd graph.</summary>
    public Tensor Detach()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_detach(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>The values in another type; the tensor itself if it already has it.</summary>
    public Tensor To(DType dtype)
    {
        var result = Tensor.FromHandle(NativeMethods.pn_to(Handle, (int)dtype));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>A view of <c>length</c> slices along <c>dim</c> from <c>start</c>.</summary>
    public Tensor Narrow(int dim, int start, int length)
    {
        ShapeRules.Narrow("Narrow", this, dim, start, length);
        var result = Tensor.FromHandle(NativeMethods.pn_narrow(Handle, dim, start, length));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>A view of one slice along <c>dim</c>, without that dimension.</summary>
    public Tensor Select(int dim, int index)
    {
        ShapeRules.Select("Select", this, dim, index);
        var result = Tensor.FromHandle(NativeMethods.pn_select(Handle, dim, index));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>The slices along <c>dim</c> that the Int64 vector <c>index</c> names.</summary>
    public Tensor IndexSelect(int dim, Tensor index)
    {
        ShapeRules.IndexSelect("IndexSelect", this, dim, index);
        var result = Tensor.FromHandle(NativeMethods.pn_index_select(Handle, dim, index.Handle));
        GC.KeepAlive(this);
        GC.KeepAlive(index);
        return result;
    }

    /// <summary>Adds slice i of <c>source</c> to slice <c>index[i]</c> along <c>dim</c>.</summary>
    public Tensor IndexAdd(int dim, Tensor index, Tensor source)
    {
        ShapeRules.IndexSelect("IndexAdd", this, dim, index);
        var result = Tensor.FromHandle(NativeMethods.pn_index_add(Handle, dim, index.Handle, source.Handle));
        GC.KeepAlive(this);
        GC.KeepAlive(index);
        GC.KeepAlive(source);
        return result;
    }

    /// <summary><c>y[…, i, …] = x[…, index[…, i, …], …]</c> along <c>dim</c>; the result has the shape of <c>index</c>.</summary>
    public Tensor Gather(int dim, Tensor index)
    {
        ShapeRules.Gather("Gather", this, dim, index);
        var result = Tensor.FromHandle(NativeMethods.pn_gather(Handle, dim, index.Handle));
        GC.KeepAlive(this);
        GC.KeepAlive(index);
        return result;
    }

    /// <summary>Adds <c>source</c> at the places that <c>index</c> names along <c>dim</c>.</summary>
    public Tensor ScatterAdd(int dim, Tensor index, Tensor source)
    {
        ShapeRules.Gather("ScatterAdd", this, dim, index);
        ShapeRules.SameShape("ScatterAdd", index, source);
        var result = Tensor.FromHandle(NativeMethods.pn_scatter_add(Handle, dim, index.Handle, source.Handle));
        GC.KeepAlive(this);
        GC.KeepAlive(index);
        GC.KeepAlive(source);
        return result;
    }

    /// <summary><c>[n]</c>: the elements where the Bool mask is true, in row-major order.</summary>
    public Tensor MaskedSelect(Tensor mask)
    {
        ShapeRules.Broadcast("MaskedSelect", this, mask);
        ShapeRules.Type("MaskedSelect", mask, DType.Bool);
        var result = Tensor.FromHandle(NativeMethods.pn_masked_select(Handle, mask.Handle));
        GC.KeepAlive(this);
        GC.KeepAlive(mask);
        return result;
    }

    /// <summary><c>[n, rank]</c> Int64: the coordinates of the non-zero elements.</summary>
    public Tensor NonZero()
    {
        var result = Tensor.FromHandle(NativeMethods.pn_non_zero(Handle));
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Sets every element to zero.</summary>
    public void ZeroInPlace()
    {
        NativeMethods.Check(NativeMethods.pn_zero_in_place(Handle));
        GC.KeepAlive(this);
    }

    /// <summary>Sets every element to the value.</summary>
    public void FillInPlace(double value)
    {
        NativeMethods.Check(NativeMethods.pn_fill_in_place(Handle, value));
        GC.KeepAlive(this);
    }

    /// <summary>Adds <c>alpha · other</c>.</summary>
    public void AddInPlace(Tensor other, double alpha = 1)
    {
        ShapeRules.Into("AddInPlace", this, other);
        NativeMethods.Check(NativeMethods.pn_add_in_place(Handle, other.Handle, alpha));
        GC.KeepAlive(this);
        GC.KeepAlive(other);
    }

    /// <summary>Adds a number.</summary>
    public void AddInPlace(double value)
    {
        NativeMethods.Check(NativeMethods.pn_add_in_place_scalar(Handle, value));
        GC.KeepAlive(this);
    }

    /// <summary>Multiplies by <c>other</c>.</summary>
    public void MulInPlace(Tensor other)
    {
        ShapeRules.Into("MulInPlace", this, other);
        NativeMethods.Check(NativeMethods.pn_mul_in_place(Handle, other.Handle));
        GC.KeepAlive(this);
        GC.KeepAlive(other);
    }

    /// <summary>Multiplies by a number.</summary>
    public void MulInPlace(double value)
    {
        NativeMethods.Check(NativeMethods.pn_mul_in_place_scalar(Handle, value));
        GC.KeepAlive(this);
    }

    /// <summary>Copies the values of <c>source</c>, converting the type.</summary>
    public void CopyFrom(Tensor source)
    {
        ShapeRules.Into("CopyFrom", this, source);
        NativeMethods.Check(NativeMethods.pn_copy_from(Handle, source.Handle));
        GC.KeepAlive(this);
        GC.KeepAlive(source);
    }

    /// <summary>Copies slice i of <c>source</c> to slice <c>index[i]</c> along <c>dim</c>.</summary>
    public void IndexCopyInPlace(int dim, Tensor index, Tensor source)
    {
        ShapeRules.IndexSelect("IndexCopyInPlace", this, dim, index);
        NativeMethods.Check(NativeMethods.pn_index_copy_in_place(Handle, dim, index.Handle, source.Handle));
        GC.KeepAlive(this);
        GC.KeepAlive(index);
        GC.KeepAlive(source);
    }
}
