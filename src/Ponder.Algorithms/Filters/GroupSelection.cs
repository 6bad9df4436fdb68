using Ponder.Algorithms.Records;

namespace Ponder.Algorithms.Filters;

/// <summary>What <see cref="DynamicSampling"/> kept, and how many groups it still wants.</summary>
public sealed record GroupSelection
{
    /// <summary>The rollouts of the kept groups, in the order of the input.</summary>
    public required IReadOnlyList<ScoredRollout> Rollouts { get; init; }

    /// <summary>Groups that must still be sampled to fill the batch.</summary>
    public required int Missing { get; init; }

    /// <summary>Groups dropped because (nearly) all their completions are correct.</summary>
    public required int DroppedSolved { get; init; }

    /// <summary>Groups dropped because (nearly) all their completions are wrong.</summary>
    public required int DroppedFailed { get; init; }

    /// <summary>Groups that teach something but did not fit into the batch.</summary>
    public required int Surplus { get; init; }
}
