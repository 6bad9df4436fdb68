namespace Ponder.Algorithms.Records;

/// <summary>
/// Packed sequences with everything that a loss needs, token by token. Sequences lie one after another: nothing is
/// padded. Shapes: <c>N</c> sequences, <c>T</c> tokens in all.
/// </summary>
/// <remarks>
/// Entry <c>t</c> of the per-token arrays speaks of predicting <c>Targets[t]</c> from the tokens up to and including
/// <c>Tokens[t]</c>. The last position of each sequence predicts nothing: its masks are 0 and its target is 0.
/// </remarks>
public sealed record TrainBatch
{
    /// <summary>Token ids, <c>[T]</c>.</summary>
    public required int[] Tokens { get; init; }

    /// <summary>Starts of the sequences and <c>T</c> at the end, <c>[N + 1]</c>.</summary>
    public required int[] CuSeqlens { get; init; }

    /// <summary>The next token of each position, <c>[T]</c>.</summary>
    public required int[] Targets { get; init; }

    /// <summary>1 where the target belongs to the response and counts in denominators, <c>[T]</c>.</summary>
    public required float[] ResponseMask { get; init; }

    /// <summary>1 where the target is learned from, <c>[T]</c>.</summary>
    public required float[] GradientMask { get; init; }

    /// <summary>Advantages, <c>[T]</c>.</summary>
    public required float[] Advantages { get; init; }

    /// <summary>Log-probabilities at the start of the update, <c>[T]</c>.</summary>
    public required float[] OldLogProbs { get; init; }

    /// <summary>Log-probabilities that the sampler reported, <c>[T]</c>.</summary>
    public required float[] RolloutLogProbs { get; init; }

    /// <summary>Log-probabilities under the reference model, <c>[T]</c>; null where no divergence is used.</summary>
    public float[]? ReferenceLogProbs { get; init; }

    /// <summary>Group of each sequence, <c>[N]</c>.</summary>
    public required int[] Groups { get; init; }

    /// <summary>Number of sequences.</summary>
    public int Sequences => CuSeqlens.Length - 1;

    /// <summary>Number of tokens.</summary>
    public int Count => Tokens.Length;
}
