using Ponder.Algorithms.Records;

namespace Ponder.Algorithms.Rewards;

/// <summary>The verifier's score as it is.</summary>
public sealed record PlainAccuracy : IAccuracyShape
{
    /// <inheritdoc/>
    public string Formula => "accuracy";

    /// <inheritdoc/>
    public IReadOnlyList<double> ValuesOf(IReadOnlyList<ScoredRollout> group) => [.. group.Select(member => member.Score)];
}
