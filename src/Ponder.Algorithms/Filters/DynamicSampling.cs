using Ponder.Algorithms.Records;

namespace Ponder.Algorithms.Filters;

/// <summary>
/// Dynamic sampling: only groups whose completions differ in outcome are kept, and more prompts are sampled until the
/// batch is full (DAPO, arXiv:2503.14476, equation 11: 0 &lt; correct &lt; G).
/// </summary>
public sealed record DynamicSampling
{
    /// <summary>The least spread of scores that counts as a difference.</summary>
    public const double Tolerance = 1e-6;

    /// <summary>What must differ inside a group.</summary>
    /// <value>Accuracy, as published.</value>
    public GroupSignal Signal { get; init; } = GroupSignal.Accuracy;

    /// <summary>How often a batch may be refilled before it is used as it is.</summary>
    /// <value>10, as in the authors' recipe.</value>
    public int MaxRefills { get; init; } = 10;

    /// <summary>What is wrong with the settings, or null.</summary>
    public string? Problem => MaxRefills < 0 ? $"the number of refills must not be negative, got {MaxRefills}" : null;

    /// <summary>
    /// Keeps the first <paramref name="wanted"/> groups that teach something, in the order in which they first appear,
    /// with their rollouts in the order of the input.
    /// </summary>
    /// <param name="rollouts">Everything sampled for the batch so far, refills included.</param>
    /// <param name="wanted">Number of groups in a full batch.</param>
    public GroupSelection Select(IReadOnlyList<ScoredRollout> rollouts, int wanted)
    {
        ArgumentNullException.ThrowIfNull(rollouts);
        ArgumentOutOfRangeException.ThrowIfNegative(wanted);
        var (solved, failed, surplus) = (0, 0, 0);
        var kept = new HashSet<long>();
        foreach (var group in rollouts.GroupBy(r => r.Rollout.Prompt.Ordinal))
        {
            ScoredRollout[] members = [.. group];
            if (!Teaches(members))
            {
                _ = members.Count(r => r.Correct) * 2 > members.Length ? solved++ : failed++;
            }
            else if (kept.Count < wanted)
            {
                kept.Add(group.Key);
            }
            else
            {
                surplus++;
            }
        }

        return new GroupSelection
        {
            Rollouts = [.. rollouts.Where(r => kept.Contains(r.Rollout.Prompt.Ordinal))],
            Missing = wanted - kept.Count,
            DroppedSolved = solved,
            DroppedFailed = failed,
            Surplus = surplus,
        };
    }

    private bool Teaches(ScoredRollout[] group) => Signal switch
    {
        GroupSignal.Accuracy => group.Any(r => r.Correct) && !group.All(r => r.Correct),
        _ => group.Max(r => r.Score) - group.Min(r => r.Score) > Tolerance,
    };
}
