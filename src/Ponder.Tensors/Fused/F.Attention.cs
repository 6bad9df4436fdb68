namespace Ponder.Tensors;

public static unsafe partial class F
{
    /// <summary>
    /// Causal attention over packed sequences with grouped heads, <c>softmax(scale · q kᵀ) v</c> per sequence, with the online softmax of
    /// FlashAttention-2 (Dao 2023, arXiv:2307.08691): scores are never held. Query head h reads key/value head h / (H / G).
    /// </summary>
    /// <param name="q"><c>[T, H, K]</c> fp32. Rows may be strided.</param>
    /// <param name="k"><c>[T, G, K]</c> fp32, G a divisor of H.</param>
    /// <param name="v"><c>[T, G, K]</c> fp32.</param>
    /// <param name="cuSeqlens"><c>[N + 1]</c> int64: sequence n owns rows cuSeqlens[n] … cuSeqlens[n + 1] − 1.</param>
    /// <param name="scale">Factor of the scores, usually 1/√K; positive.</param>
    /// <param name="parents">
    /// <c>[N]</c> int64: sequence n continues sequence parents[n], which lies before it, and sees its rows and those of all its ancestors as
    /// well; −1 where it begins anew. Null: all do.
    /// </param>
    /// <param name="precision">
    /// The type of the operands of its products in the fast mode on CPUs with AVX512-BF16; everywhere else, and in the exact mode, they are fp32.
    /// </param>
    /// <returns><c>[T, H, K]</c>.</returns>
    /// <remarks>A row's bits depend on its own sequence only, not on the packing or the number of threads.</remarks>
    /// <exception cref="ShapeException">A rank, an element type or a size does not fit.</exception>
    /// <exception cref="NativeException">cuSeqlens does not run from 0 to T without falling, or a parent does not lie before its sequence.</exception>
    public static Tensor Attention(Tensor q, Tensor k, Tensor v, Tensor cuSeqlens, double scale, Tensor? parents = null, LinearPrecision precision = LinearPrecision.Float32)
    {
        var (rows, heads, width) = FusedRules.Expect("Attention", nameof(q), q, 3);
        var (_, kvHeads, _) = FusedRules.Expect("Attention", nameof(k), k, 3);
        if (kvHeads == 0 || heads % kvHeads != 0)
        {
            throw new ShapeException($"Attention: the heads of q {q.Shape} must be a multiple of the heads of k {k.Shape}");
        }

        FusedRules.Expect("Attention", nameof(k), k, [rows, kvHeads, width], "rows and head width of q");
        FusedRules.Expect("Attention", nameof(v), v, [rows, kvHeads, width], "the shape of k");
        FusedRules.Expect("Attention", nameof(cuSeqlens), cuSeqlens, 1, DType.Int64);
        if (parents is not null)
        {
            FusedRules.Expect("Attention", nameof(parents), parents, [cuSeqlens.Shape[0] - 1], "one per sequence", DType.Int64);
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        var y = Tensor.FromHandle(NativeMethods.pn_attention(q.Handle, k.Handle, v.Handle, cuSeqlens.Handle, parents?.Handle ?? 0, scale, (int)precision));
        GC.KeepAlive(q);
        GC.KeepAlive(k);
        GC.KeepAlive(v);
        GC.KeepAlive(cuSeqlens);
        GC.KeepAlive(parents);
        return y;
    }
}
