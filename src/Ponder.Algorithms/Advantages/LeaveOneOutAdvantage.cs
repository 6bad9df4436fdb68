namespace Ponder.Algorithms.Advantages;

/// <summary>
/// Reward minus the mean of the other rewards of the group: RLOO (Ahmadian et al. 2024, arXiv:2402.14740;
/// Kool et al. 2019). Equal to n/(n−1) times <see cref="MeanAdvantage"/>.
/// </summary>
public sealed record LeaveOneOutAdvantage : GroupAdvantage
{
    /// <inheritdoc/>
    public override string Formula => "A_i = r_i − mean of the other r";

    /// <inheritdoc/>
    private protected override void Credit(ReadOnlySpan<double> rewards, Span<double> advantages)
    {
        var mean = Mean(rewards);
        var factor = rewards.Length / (rewards.Length - 1.0);
        for (var i = 0; i < rewards.Length; i++)
        {
            advantages[i] = factor * (rewards[i] - mean);
        }
    }
}
