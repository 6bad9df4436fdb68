using Ponder.Algorithms.Records;

namespace Ponder.Algorithms.Rewards;

/// <summary>
/// Short right answers gain, long ones lose, compared inside a group (Kimi k1.5, arXiv:2501.12599, section 2.3.3): with
/// λ = 0.5 − (len − min) / (max − min) a right completion gets λ, a wrong one min(0, λ); nothing where all are equally long.
/// </summary>
public sealed record KimiLengthReward : IRewardTerm
{
    /// <summary>Factor of the term.</summary>
    public double Weight { get; init; } = 1;

    /// <inheritdoc/>
    public string Formula => $"+ {Weight:g}·(correct ? λ_i : min(0, λ_i)), λ_i = 0.5 − (|o_i| − min|o|) / (max|o| − min|o|)";

    /// <inheritdoc/>
    public IReadOnlyList<double> ValuesOf(IReadOnlyList<ScoredRollout> group)
    {
        ArgumentNullException.ThrowIfNull(group);
        var (min, max) = (int.MaxValue, int.MinValue);
        foreach (var member in group)
        {
            (min, max) = (Math.Min(min, member.Rollout.Tokens.Length), Math.Max(max, member.Rollout.Tokens.Length));
        }

        return [.. group.Select(member => max <= min ? 0 : Weight * Value(member, min, max))];
    }

    private static double Value(ScoredRollout member, int min, int max)
    {
        var lambda = 0.5 - (double)(member.Rollout.Tokens.Length - min) / (max - min);
        return member.Correct ? lambda : Math.Min(0, lambda);
    }
}
