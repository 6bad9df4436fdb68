using Ponder.Algorithms.Records;
using Ponder.Text;

namespace Ponder.Algorithms.Filters;

/// <summary>
/// Overlong filtering: completions that were cut at the length limit keep their place in their group's baseline and in
/// the denominator, but nothing is learned from them (DAPO, arXiv:2503.14476, section 3.4).
/// </summary>
public static class OverlongFilter
{
    /// <summary>The rollouts, the cut ones with <see cref="ScoredRollout.Learn"/> false.</summary>
    public static IReadOnlyList<ScoredRollout> Apply(IReadOnlyList<ScoredRollout> rollouts) =>
        [.. rollouts.Select(r => r.Rollout.Finish == FinishReason.Length ? r with { Learn = false } : r)];
}
