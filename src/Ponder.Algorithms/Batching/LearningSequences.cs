using Ponder.Algorithms.Records;

namespace Ponder.Algorithms.Batching;

/// <summary>
/// The sequences of a batch that have a gradient. A group whose answers all earn the same has advantages of 0, and its
/// tokens move nothing: they count in denominators, but need no forward and no backward pass.
/// </summary>
public static class LearningSequences
{
    /// <summary>Leaves out the sequences whose every token has weight 0 or advantage 0.</summary>
    /// <param name="batch">All sequences of a step.</param>
    /// <param name="weights">Weights of the step's reduction over all of them, <c>[T]</c>.</param>
    /// <param name="onlyAdvantages">
    /// Whether the loss of a token is a multiple of its advantage; false where a divergence is added to it.
    /// </param>
    /// <returns>
    /// What is left, with its weights; the first sequence where nothing would be, so that gradients of 0 exist.
    /// </returns>
    public static (TrainBatch Batch, float[] Weights) Of(TrainBatch batch, float[] weights, bool onlyAdvantages)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(weights);
        int[] learning = [.. Enumerable.Range(0, batch.Sequences).Where(i => Learns(batch, weights, i, onlyAdvantages))];
        if (learning.Length == batch.Sequences)
        {
            return (batch, weights);
        }

        int[] kept = learning.Length > 0 ? learning : [0];
        Range[] tokens = [.. kept.Select(i => batch.CuSeqlens[i]..batch.CuSeqlens[i + 1])];
        var starts = new int[kept.Length + 1];
        for (var i = 0; i < kept.Length; i++)
        {
            starts[i + 1] = starts[i] + tokens[i].End.Value - tokens[i].Start.Value;
        }

        T[] Select<T>(T[] values) => [.. tokens.SelectMany(range => values[range])];
        var selected = new TrainBatch
        {
            Tokens = Select(batch.Tokens),
            CuSeqlens = starts,
            Targets = Select(batch.Targets),
            ResponseMask = Select(batch.ResponseMask),
            GradientMask = Select(batch.GradientMask),
            Advantages = Select(batch.Advantages),
            OldLogProbs = Select(batch.OldLogProbs),
            RolloutLogProbs = Select(batch.RolloutLogProbs),
            ReferenceLogProbs = batch.ReferenceLogProbs is { } reference ? Select(reference) : null,
            Groups = [.. kept.Select(i => batch.Groups[i])],
        };
        return (selected, Select(weights));
    }

    private static bool Learns(TrainBatch batch, float[] weights, int sequence, bool onlyAdvantages)
    {
        for (var t = batch.CuSeqlens[sequence]; t < batch.CuSeqlens[sequence + 1]; t++)
        {
            if (weights[t] != 0 && !(onlyAdvantages && batch.Advantages[t] == 0))
            {
                return true;
            }
        }

        return false;
    }
}
