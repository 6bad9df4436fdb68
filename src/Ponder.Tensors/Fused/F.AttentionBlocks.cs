namespace Ponder.Tensors;

public static unsafe partial class F
{
    /// <summary>
    /// Attention of new rows through a block cache, for devices without Ponder's own kernels. The rows of a sequence are its last ones; the last of them sees all
    /// of its positions.
    /// </summary>
    /// <param name="q"><c>[N, H, K]</c> fp32.</param>
    /// <param name="keys"><c>[B · 64, G, K]</c> fp32 or bf16: position p of a sequence is row <c>64 · table[s, p / 64] + p mod 64</c>. Its type is that of the products.</param>
    /// <param name="values">As <paramref name="keys"/>.</param>
    /// <param name="rowStart"><c>[S + 1]</c> int64 on the CPU: first row of each sequence, and N. What is derived from it is kept while it lives.</param>
    /// <param name="context"><c>[S]</c> int64 on the CPU: positions of each sequence, the new ones included.</param>
    /// <param name="table"><c>[S, stride]</c> int64 on the CPU: blocks of each sequence.</param>
    /// <param name="scale">Factor of the scores.</param>
    /// <returns><c>[N, H, K]</c> fp32.</returns>
    /// <exception cref="ShapeException">A rank, an element type or a size does not fit.</exception>
    public static Tensor AttentionBlocks(Tensor q, Tensor keys, Tensor values, Tensor rowStart, Tensor context, Tensor table, double scale)
    {
        const string Op = nameof(AttentionBlocks);
        ArgumentNullException.ThrowIfNull(keys);
        var (_, heads, width) = FusedRules.Expect(Op, nameof(q), q, 3);
        var (positions, kvHeads, _) = FusedRules.Expect(Op, nameof(keys), keys, 3, keys.DType == DType.BFloat16 ? DType.BFloat16 : DType.Float32);
        if (kvHeads == 0 || heads % kvHeads != 0)
        {
            throw new ShapeException($"{Op}: the heads of q {q.Shape} must be a multiple of the heads of the keys {keys.Shape}");
        }

        FusedRules.Expect(Op, nameof(keys), keys, [positions, kvHeads, width], "the head width of q", keys.DType);
        FusedRules.Expect(Op, nameof(values), values, [positions, kvHeads, width], "the shape of the keys", keys.DType);
        var sequences = FusedRules.Expect(Op, nameof(context), context, 1, DType.Int64)[0];
        FusedRules.Expect(Op, nameof(rowStart), rowStart, [sequences + 1], "one more than sequences", DType.Int64);
        FusedRules.Expect(Op, nameof(table), table, 2, DType.Int64);
        var y = Tensor.FromHandle(NativeMethods.pn_attention_blocks(q.Handle, keys.Handle, values.Handle, rowStart.Handle, context.Handle, table.Handle, scale));
        GC.KeepAlive(q);
        GC.KeepAlive(keys);
        GC.KeepAlive(values);
        GC.KeepAlive(rowStart);
        GC.KeepAlive(context);
        GC.KeepAlive(table);
        return y;
    }
}
