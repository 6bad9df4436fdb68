using Ponder.Algorithms.Records;

namespace Ponder.Algorithms.Batching;

/// <summary>
/// Whole sequences of a step that go through the model together, and the tokens of them that enter the loss.
/// </summary>
public sealed record MicroBatch
{
    /// <summary>The sequences.</summary>
    public required TrainBatch Batch { get; init; }

    /// <summary>The response tokens of these sequences, gathered.</summary>
    public required ResponseTokens Responses { get; init; }
}
