using Ponder.Algorithms.Records;
using Ponder.Algorithms.Reductions;

namespace Ponder.Algorithms.Batching;

/// <summary>Cuts a step into micro-batches of whole sequences.</summary>
public static class MicroBatches
{
    /// <summary>
    /// Cuts a batch that is a whole optimiser step: weights come from the batch itself, then consecutive sequences
    /// share a micro-batch while their tokens fit into the budget. A sequence longer than the budget gets a micro-batch
    /// of its own.
    /// </summary>
    /// <param name="batch">All sequences of the step.</param>
    /// <param name="reduction">The reduction of the objective.</param>
    /// <param name="tokenBudget">Most tokens, prompts included, in a micro-batch.</param>
    public static IReadOnlyList<MicroBatch> Split(TrainBatch batch, Reduction reduction, int tokenBudget)
    {
        ArgumentNullException.ThrowIfNull(reduction);
        return Split(batch, reduction.Weights(batch), tokenBudget);
    }

    /// <summary>
    /// Cuts a batch with given weights: those of a global denominator, when several workers share the step.
    /// </summary>
    /// <param name="batch">The sequences of this worker.</param>
    /// <param name="weights">Weights of the step's reduction, <c>[T]</c>.</param>
    /// <param name="tokenBudget">Most tokens, prompts included, in a micro-batch.</param>
    public static IReadOnlyList<MicroBatch> Split(TrainBatch batch, float[] weights, int tokenBudget)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentOutOfRangeException.ThrowIfLessThan(tokenBudget, 1);
        var parts = new List<MicroBatch>();
        for (var first = 0; first < batch.Sequences;)
        {
            var end = first + 1;
            while (end < batch.Sequences && batch.CuSeqlens[end + 1] - batch.CuSeqlens[first] <= tokenBudget)
            {
                end++;
            }

            var (start, stop) = (batch.CuSeqlens[first], batch.CuSeqlens[end]);
            var part = Slice(batch, first, end);
            var responses = ResponseTokens.Gather(part, weights.AsSpan(start, stop - start));
            parts.Add(new MicroBatch { Batch = part, Responses = responses });
            first = end;
        }

        return parts;
    }

    /// <summary>
    /// The sequences <paramref name="first"/> (included) to <paramref name="end"/> (not included) of a batch, as a
    /// batch.
    /// </summary>
    public static TrainBatch Slice(TrainBatch batch, int first, int end)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, batch.Sequences);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, end);
        var tokens = batch.CuSeqlens[first]..batch.CuSeqlens[end];
        return new TrainBatch
        {
            Tokens = batch.Tokens[tokens],
            CuSeqlens = [.. batch.CuSeqlens[first..(end + 1)].Select(start => start - tokens.Start.Value)],
            Targets = batch.Targets[tokens],
            ResponseMask = batch.ResponseMask[tokens],
            GradientMask = batch.GradientMask[tokens],
            Advantages = batch.Advantages[tokens],
            OldLogProbs = batch.OldLogProbs[tokens],
            RolloutLogProbs = batch.RolloutLogProbs[tokens],
            ReferenceLogProbs = batch.ReferenceLogProbs?[tokens],
            Groups = batch.Groups[first..end],
        };
    }
}
