namespace Ponder.Tensors;

public static unsafe partial class F
{
    /// <summary>RMSNorm (Zhang and Sennrich 2019, arXiv:1910.07467, eq. 4): <c>x / √(mean(x²) + eps) · weight</c> per row.</summary>
    /// <param name="x"><c>[T, D]</c> fp32.</param>
    /// <param name="weight"><c>[D]</c> fp32.</param>
    /// <param name="eps">Added to the mean square.</param>
    /// <exception cref="ShapeException">A rank, an element type or the widths do not fit.</exception>
    public static Tensor RmsNorm(Tensor x, Tensor weight, double eps)
    {
        var (_, width) = FusedRules.Expect("RmsNorm", nameof(x), x, 2);
        FusedRules.Expect("RmsNorm", nameof(weight), weight, [width], "the width of x");
        var y = Tensor.FromHandle(NativeMethods.pn_rms_norm(x.Handle, weight.Handle, eps));
        GC.KeepAlive(x);
        GC.KeepAlive(weight);
        return y;
    }

    /// <summary>
    /// Rotary embedding (Su et al. 2021, arXiv:2104.09864, eq. 34) in the half-split layout of Hugging Face's Llama: each head's halves
    /// <c>(a, b)</c> become <c>(a cos − b sin, b cos + a sin)</c> with the table row of the token's position.
    /// </summary>
    /// <param name="x"><c>[T, H, K]</c> fp32, K even. Rows may be strided.</param>
    /// <param name="positions"><c>[T]</c> int64, each below S.</param>
    /// <param name="cos"><c>[S, K/2]</c> fp32.</param>
    /// <param name="sin"><c>[S, K/2]</c> fp32.</param>
    /// <exception cref="ShapeException">A rank, an element type or a size does not fit.</exception>
    /// <exception cref="NativeException">A position lies outside of the table.</exception>
    public static Tensor Rope(Tensor x, Tensor positions, Tensor cos, Tensor sin)
    {
        var (rows, _, width) = FusedRules.Expect("Rope", nameof(x), x, 3);
        if (width % 2 != 0)
        {
            throw new ShapeException($"Rope: the head width must be even, got x {x.Shape}");
        }

        FusedRules.Expect("Rope", nameof(positions), positions, [rows], "one per row of x", DType.Int64);
        var (length, _) = FusedRules.Expect("Rope", nameof(cos), cos, 2);
        FusedRules.Expect("Rope", nameof(cos), cos, [length, width / 2], "half the head width");
        FusedRules.Expect("Rope", nameof(sin), sin, [length, width / 2], "the shape of cos");
        var y = Tensor.FromHandle(NativeMethods.pn_rope(x.Handle, positions.Handle, cos.Handle, sin.Handle));
        GC.KeepAlive(x);
        GC.KeepAlive(positions);
        GC.KeepAlive(cos);
        GC.KeepAlive(sin);
        return y;
    }

    /// <summary>SwiGLU's gate (Shazeer 2020, arXiv:2002.05202, eq. 6): <c>silu(gate) · up</c>, <c>silu(x) = x · sigmoid(x)</c>.</summary>
    /// <param name="gate"><c>[T, F]</c> fp32. Rows may be strided.</param>
    /// <param name="up"><c>[T, F]</c> fp32. Rows may be strided.</param>
    /// <exception cref="ShapeException">The shapes differ, or a rank or an element type does not fit.</exception>
    public static Tensor SwiGlu(Tensor gate, Tensor up)
    {
        var (rows, width) = FusedRules.Expect("SwiGlu", nameof(gate), gate, 2);
        FusedRules.Expect("SwiGlu", nameof(up), up, [rows, width], "the shape of gate");
        var y = Tensor.FromHandle(NativeMethods.pn_swiglu(gate.Handle, up.Handle));
        GC.KeepAlive(gate);
        GC.KeepAlive(up);
        return y;
    }
}
