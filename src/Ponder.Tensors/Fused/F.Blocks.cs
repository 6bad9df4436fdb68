namespace Ponder.Tensors;

public static unsafe partial class F
{
    /// <summary>
    /// Whether <see cref="FeedForwardBlock"/> and <see cref="AttentionBlock"/> are to be used: products have bf16 operands, the process runs in
    /// the fast mode, the CPU has AVX512-BF16 and heads are not wider than 128.
    /// </summary>
    /// <param name="precision">Of the operands of products.</param>
    /// <param name="headWidth">K; 1 for the feed-forward block.</param>
    public static bool HasBlocks(LinearPrecision precision, int headWidth) =>
        precision == LinearPrecision.BFloat16 && NativeMethods.pn_blocks_ready(headWidth) != 0;

    /// <summary>
    /// <c>x + down(silu(gate h) · up h)</c> with <c>h</c> the <see cref="RmsNorm"/> of x, in one function: operands of products are written in
    /// bf16 by what makes them, <c>gate h</c> and <c>up h</c> are kept in bf16; sums, the norm and the result are fp32.
    /// </summary>
    /// <param name="x"><c>[T, D]</c> fp32.</param>
    /// <param name="norm">Weight of the norm, <c>[D]</c> fp32.</param>
    /// <param name="gate"><c>[F, D]</c> fp32.</param>
    /// <param name="up"><c>[F, D]</c> fp32.</param>
    /// <param name="down"><c>[D, F]</c> fp32.</param>
    /// <param name="eps">Added to the mean square.</param>
    /// <returns><c>[T, D]</c>. Differentiable in all tensors.</returns>
    /// <exception cref="ShapeException">A rank, an element type or a size does not fit.</exception>
    /// <exception cref="NativeException">The CPU lacks AVX512-BF16.</exception>
    public static Tensor FeedForwardBlock(Tensor x, Tensor norm, Tensor gate, Tensor up, Tensor down, double eps)
    {
        const string Op = "FeedForwardBlock";
        var (_, width) = FusedRules.Expect(Op, nameof(x), x, 2);
        var (inner, _) = FusedRules.Expect(Op, nameof(gate), gate, 2);
        FusedRules.Expect(Op, nameof(norm), norm, [width], "the width of x");
        FusedRules.Expect(Op, nameof(gate), gate, [inner, width], "the width of x");
        FusedRules.Expect(Op, nameof(up), up, [inner, width], "the shape of gate");
        FusedRules.Expect(Op, nameof(down), down, [width, inner], "the reverse of gate");
        var y = Tensor.FromHandle(NativeMethods.pn_feed_forward_block(x.Handle, norm.Handle, gate.Handle, up.Handle, down.Handle, eps));
        Tensor.KeepAlive([x, norm, gate, up, down]);
        return y;
    }

    /// <summary>
    /// <c>x + out(attention(q h, k h, v h))</c> with <c>h</c> the <see cref="RmsNorm"/> of x, queries and keys rotated as by <see cref="Rope"/>,
    /// in one function: products have bf16 operands; sums, norm, softmax and the result are fp32.
    /// </summary>
    /// <param name="x"><c>[T, D]</c> fp32.</param>
    /// <param name="norm">Weight of the norm, <c>[D]</c> fp32.</param>
    /// <param name="q"><c>[H · K, D]</c> fp32.</param>
    /// <param name="k"><c>[G · K, D]</c> fp32, G a divisor of H.</param>
    /// <param name="v"><c>[G · K, D]</c> fp32.</param>
    /// <param name="output"><c>[D, H · K]</c> fp32.</param>
    /// <param name="heads">H.</param>
    /// <param name="positions"><c>[T]</c> int64, each below S.</param>
    /// <param name="cos"><c>[S, K/2]</c> fp32.</param>
    /// <param name="sin"><c>[S, K/2]</c> fp32.</param>
    /// <param name="cuSeqlens">As in <see cref="Attention"/>.</param>
    /// <param name="scale">Factor of the scores; positive.</param>
    /// <param name="eps">Added to the mean square.</param>
    /// <param name="parents">As in <see cref="Attention"/>.</param>
    /// <returns><c>[T, D]</c>. Differentiable in x and the weights.</returns>
    /// <exception cref="ShapeException">A rank, an element type or a size does not fit.</exception>
    /// <exception cref="NativeException">The CPU lacks AVX512-BF16, or a position, a boundary or a parent is wrong.</exception>
    public static Tensor AttentionBlock(
        Tensor x, Tensor norm, Tensor q, Tensor k, Tensor v, Tensor output, int heads, Tensor positions, Tensor cos, Tensor sin, Tensor cuSeqlens, double scale, double eps,
        Tensor? parents = null)
    {
        const string Op = "AttentionBlock";
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(heads);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        var (rows, width) = FusedRules.Expect(Op, nameof(x), x, 2);
        var (queries, _) = FusedRules.Expect(Op, nameof(q), q, 2);
        var (keys, _) = FusedRules.Expect(Op, nameof(k), k, 2);
        var headWidth = queries / heads;
        if (headWidth == 0 || headWidth % 2 != 0 || queries % heads != 0 || keys == 0 || keys % headWidth != 0 || queries % keys != 0)
        {
            throw new ShapeException($"{Op}: q {q.Shape} and k {k.Shape} do not make {heads} query heads of one even width and a divisor of it of key heads");
        }

        FusedRules.Expect(Op, nameof(norm), norm, [width], "the width of x");
        FusedRules.Expect(Op, nameof(q), q, [queries, width], "the width of x");
        FusedRules.Expect(Op, nameof(k), k, [keys, width], "the width of x");
        FusedRules.Expect(Op, nameof(v), v, [keys, width], "the shape of k");
        FusedRules.Expect(Op, nameof(output), output, [width, queries], "the reverse of q");
        FusedRules.Expect(Op, nameof(positions), positions, [rows], "one per row of x", DType.Int64);
        var (length, _) = FusedRules.Expect(Op, nameof(cos), cos, 2);
        FusedRules.Expect(Op, nameof(cos), cos, [length, headWidth / 2], "half the head width");
        FusedRules.Expect(Op, nameof(sin), sin, [length, headWidth / 2], "the shape of cos");
        FusedRules.Expect(Op, nameof(cuSeqlens), cuSeqlens, 1, DType.Int64);
        if (parents is not null)
        {
            FusedRules.Expect(Op, nameof(parents), parents, [cuSeqlens.Shape[0] - 1], "one per sequence", DType.Int64);
        }

        var y = Tensor.FromHandle(NativeMethods.pn_attention_block(
            x.Handle, norm.Handle, q.Handle, k.Handle, v.Handle, output.Handle, positions.Handle, cos.Handle, sin.Handle, cuSeqlens.Handle, parents?.Handle ?? 0, eps, scale,
            heads, keys / headWidth));
        Tensor.KeepAlive([x, norm, q, k, v, output, positions, cos, sin, cuSeqlens]);
        GC.KeepAlive(parents);
        return y;
    }
}
