using Ponder.Models;
using Ponder.Tensors;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>
/// Greedy decoding of an expected continuation in one forward: the most probable id at each place, given everything expected before
/// it. As long as all ids agree, that is what free-running decoding gives.
/// </summary>
internal static class GreedyReplay
{
    /// <summary>Runs the model once over prompt and continuation.</summary>
    /// <returns>The most probable id at each step, and the log-probability of the expected one.</returns>
    public static (int[] Ids, float[] LogProbs) Run(ILanguageModel model, int[] prompt, int[] expected)
    {
        using var scope = TensorScope.Enter();
        using var noGrad = NoGrad.Enter();
        int[] text = [.. prompt, .. expected.SkipLast(1)];
        var rows = Enumerable.Range(prompt.Length - 1, expected.Length).Select(row => (long)row).ToArray();
        var logp = model.Logits(PackedBatch.From([text]), Tensor.From(rows, rows.Length)).LogSoftmax(-1);   // [R, V]
        var targets = Tensor.From(Array.ConvertAll(expected, id => (long)id), expected.Length, 1);          // [R, 1]
        return (
            Array.ConvertAll(logp.ArgMax(-1).ToArray<long>(), id => (int)id),
            logp.Gather(-1, targets).Contiguous().ToArray<float>());
    }
}
