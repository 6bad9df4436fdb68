using Ponder.Algorithms.Records;

namespace Ponder.Algorithms.Batching;

/// <summary>
/// The response tokens of a batch, gathered: only their positions need log-probabilities, and losses see nothing else.
/// Shapes: R response tokens, N sequences.
/// </summary>
public sealed record ResponseTokens
{
    /// <summary>
    /// Position in the batch that predicts each token, ascending, <c>[R]</c>: the rows to select from the hidden
    /// states.
    /// </summary>
    public required long[] Positions { get; init; }

    /// <summary>The tokens themselves, <c>[R]</c>.</summary>
    public required long[] Targets { get; init; }

    /// <summary>Where the tokens of each sequence start, and R at the end, <c>[N + 1]</c>.</summary>
    public required int[] CuSeqlens { get; init; }

    /// <summary>Weight of each token's loss in the loss of the step, <c>[R]</c>; 0 where nothing is learned.</summary>
    public required float[] Weights { get; init; }

    /// <summary>Advantages, <c>[R]</c>.</summary>
    public required float[] Advantages { get; init; }

    /// <summary>Log-probabilities at the start of the update, <c>[R]</c>.</summary>
    public required float[] OldLogProbs { get; init; }

    /// <summary>Log-probabilities that the sampler reported, <c>[R]</c>.</summary>
    public required float[] RolloutLogProbs { get; init; }

    /// <summary>Log-probabilities under the reference model, <c>[R]</c>, or null.</summary>
    public float[]? ReferenceLogProbs { get; init; }

    /// <summary>R.</summary>
    public int Count => Positions.Length;

    /// <summary>Gathers the tokens of a batch whose response mask is set.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="weights">The weights of the step's reduction at the batch's positions, <c>[T]</c>.</param>
    public static ResponseTokens Gather(TrainBatch batch, ReadOnlySpan<float> weights)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (weights.Length != batch.Count)
        {
            throw new ArgumentException(
                $"expected one weight for each of the {batch.Count} positions, got {weights.Length}", nameof(weights));
        }

        var positions = new List<long>(batch.Count);
        var starts = new int[batch.Sequences + 1];
        for (var i = 0; i < batch.Sequences; i++)
        {
            for (var t = batch.CuSeqlens[i]; t < batch.CuSeqlens[i + 1]; t++)
            {
                if (batch.ResponseMask[t] != 0)
                {
                    positions.Add(t);
                }
            }

            starts[i + 1] = positions.Count;
        }

        long[] selected = [.. positions];
        return new ResponseTokens
        {
            Positions = selected,
            Targets = [.. selected.Select(t => (long)batch.Targets[t])],
            CuSeqlens = starts,
            Weights = Select(weights, selected),
            Advantages = Select(batch.Advantages, selected),
            OldLogProbs = Select(batch.OldLogProbs, selected),
            RolloutLogProbs = Select(batch.RolloutLogProbs, selected),
            ReferenceLogProbs = batch.ReferenceLogProbs is { } reference ? Select(reference, selected) : null,
        };
    }

    private static float[] Select(ReadOnlySpan<float> values, long[] positions)
    {
        var selected = new float[positions.Length];
        for (var i = 0; i < positions.Length; i++)
        {
            selected[i] = values[(int)positions[i]];
        }

        return selected;
    }
}
