using Ponder.Algorithms.Batching;
using Ponder.Tensors;

namespace Ponder.Algorithms.Losses;

/// <summary>What a policy term sees: the response tokens of a micro-batch. Shape: R response tokens.</summary>
public sealed record PolicyInputs
{
    /// <summary>log π of each token under the policy that learns, <c>[R]</c>, differentiable.</summary>
    public required Tensor LogProbs { get; init; }

    /// <summary>log π_old, at the start of the update, <c>[R]</c>.</summary>
    public required Tensor OldLogProbs { get; init; }

    /// <summary>Advantages, <c>[R]</c>.</summary>
    public required Tensor Advantages { get; init; }

    /// <summary>The same tokens as plain arrays, with the starts of the sequences.</summary>
    public required ResponseTokens Tokens { get; init; }
}
