namespace Ponder.Tensors;

public static unsafe partial class F
{
    /// <summary>
    /// The language-model head in one piece: with <c>z = h headᵀ / temperature</c>, the log-probability <c>z[target] − lse(z)</c> of each row's
    /// target (differentiable in h and head) and the entropy <c>lse(z) − Σ softmax(z) z</c> in nats (not differentiable).
    /// </summary>
    /// <param name="h"><c>[T, D]</c> fp32. Select the rows that count before the call: a row costs D·V products.</param>
    /// <param name="head"><c>[V, D]</c> fp32.</param>
    /// <param name="targets"><c>[T]</c> int64, each below V.</param>
    /// <param name="temperature">Positive.</param>
    /// <param name="precision">The type of the operands of the products.</param>
    /// <returns><c>[T]</c> each.</returns>
    /// <remarks>
    /// Logits are made in chunks of whole rows, 128 MB at a time. In bf16 in the fast mode, where the CPU has AVX512-BF16, a chunk (192 MB) is made and
    /// read in blocks of 1,536 columns, and maximum and sum of a row go on from block to block. What the gradient needs of the softmax is kept up to
    /// 512 MB; above that logits are made once more.
    /// With whole rows a row's bits do not depend on the other rows, so that a sampler that runs the same kernels gets the same log-probabilities (the
    /// exact mode). Blocks add in another order, and with AMX products depend on the number of rows: there a sampler's log-probabilities are near, not equal.
    /// </remarks>
    /// <exception cref="ShapeException">A rank, an element type or a size does not fit.</exception>
    /// <exception cref="NativeException">A target lies outside of the vocabulary.</exception>
    public static (Tensor LogProbs, Tensor Entropy) LogProbs(
        Tensor h, Tensor head, Tensor targets, double temperature = 1, LinearPrecision precision = LinearPrecision.Float32)
    {
        var (rows, width) = FusedRules.Expect("LogProbs", nameof(h), h, 2);
        var (vocabulary, _) = FusedRules.Expect("LogProbs", nameof(head), head, 2);
        FusedRules.Expect("LogProbs", nameof(head), head, [vocabulary, width], "the width of h");
        FusedRules.Expect("LogProbs", nameof(targets), targets, [rows], "one per row of h", DType.Int64);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        nint logp, entropy;
        NativeMethods.Check(NativeMethods.pn_log_probs(h.Handle, head.Handle, targets.Handle, temperature, (int)precision, &logp, &entropy));
        GC.KeepAlive(h);
        GC.KeepAlive(head);
        GC.KeepAlive(targets);
        return (Tensor.FromHandle(logp), Tensor.FromHandle(entropy));
    }
}
