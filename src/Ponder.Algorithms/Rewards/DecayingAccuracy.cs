using Ponder.Algorithms.Records;

namespace Ponder.Algorithms.Rewards;

/// <summary>
/// Right completions earn exp(−α z), where z is their length in standard deviations from the mean length of the group's right ones
/// (GRPO-LEAD, arXiv:2504.09696); wrong ones earn their score.
/// </summary>
public sealed record DecayingAccuracy : IAccuracyShape
{
    // Lengths that hardly differ would be blown up by their tiny deviation.
    private const double SmallestDeviation = 1;

    /// <summary>How fast the reward falls with the length.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <inheritdoc/>
    public string Formula => $"accuracy·(correct ? exp(−{Alpha:g}·(|o_i| − mean) / std of the right lengths) : 1)";

    /// <inheritdoc/>
    public IReadOnlyList<double> ValuesOf(IReadOnlyList<ScoredRollout> group)
    {
        ArgumentNullException.ThrowIfNull(group);
        double[] lengths = [.. group.Where(member => member.Correct).Select(member => (double)member.Rollout.Tokens.Length)];
        var mean = lengths.Length == 0 ? 0 : lengths.Average();
        var deviation = lengths.Length == 0 ? 0 : Math.Sqrt(lengths.Average(length => (length - mean) * (length - mean)));
        return
        [
            .. group.Select(member => !member.Correct || deviation < SmallestDeviation
                ? member.Score
                : member.Score * Math.Exp(-Alpha * (member.Rollout.Tokens.Length - mean) / deviation)),
        ];
    }
}
