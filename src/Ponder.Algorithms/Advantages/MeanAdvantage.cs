namespace Ponder.Algorithms.Advantages;

/// <summary>Reward minus the mean of the group: Dr. GRPO (Liu et al. 2025, arXiv:2503.20783, section 3.2).</summary>
public sealed record MeanAdvantage : GroupAdvantage
{
    /// <inheritdoc/>
    public override string Formula => "A_i = r_i − mean(r)";

    /// <inheritdoc/>
    private protected override void Credit(ReadOnlySpan<double> rewards, Span<double> advantages)
    {
        var mean = Mean(rewards);
        for (var i = 0; i < rewards.Length; i++)
        {
            advantages[i] = rewards[i] - mean;
        }
    }
}
