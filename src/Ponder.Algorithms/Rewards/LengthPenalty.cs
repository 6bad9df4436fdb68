using Ponder.Algorithms.Records;

namespace Ponder.Algorithms.Rewards;

/// <summary>A charge that grows with the length of the completion in tokens, up to a limit.</summary>
public sealed record LengthPenalty : IRewardTerm
{
    /// <summary>The charge at the limit.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The length in tokens at which the charge stops growing.</summary>
    public required int Limit { get; init; }

    /// <inheritdoc/>
    public string Formula => $"− {Weight:g}·min(1, |o_i| / {Limit})";

    /// <inheritdoc/>
    public IReadOnlyList<double> ValuesOf(IReadOnlyList<ScoredRollout> group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return [.. group.Select(member => -Weight * Math.Min(1, (double)member.Rollout.Tokens.Length / Limit))];
    }
}
