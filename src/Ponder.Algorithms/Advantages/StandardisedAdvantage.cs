namespace Ponder.Algorithms.Advantages;

/// <summary>
/// Reward minus the mean of the group, divided by the group's standard deviation: GRPO (Shao et al. 2024, DeepSeekMath,
/// arXiv:2402.03300, section 4.1.2).
/// </summary>
/// <remarks>
/// The paper does not say which standard deviation is meant; the default is the unbiased one with 10⁻⁶ added, as in
/// verl. Mean and deviation are computed in two passes in double precision.
/// </remarks>
public sealed record StandardisedAdvantage : GroupAdvantage
{
    /// <summary>Subtracted from n in the variance: 1 unbiased, 0 population.</summary>
    /// <value>1.</value>
    public int Ddof { get; init; } = 1;

    /// <summary>Added to the standard deviation.</summary>
    /// <value>10⁻⁶.</value>
    public double Epsilon { get; init; } = 1e-6;

    /// <inheritdoc/>
    public override string Formula => $"A_i = (r_i − mean(r)) / (std_{(Ddof == 1 ? "n−1" : "n")}(r) + {Epsilon:g})";

    /// <inheritdoc/>
    public override string? Problem =>
        Ddof is not (0 or 1) ? $"the standard deviation must use ddof 0 (population) or 1 (unbiased), got {Ddof}"
        : Epsilon is not (>= 0 and < double.PositiveInfinity)
            ? $"the number added to the standard deviation must not be negative, got {Epsilon}"
        : null;

    /// <inheritdoc/>
    private protected override void Credit(ReadOnlySpan<double> rewards, Span<double> advantages)
    {
        var mean = Mean(rewards);
        var squares = 0.0;
        foreach (var reward in rewards)
        {
            squares += (reward - mean) * (reward - mean);
        }

        var scale = 1 / (Math.Sqrt(squares / (rewards.Length - Ddof)) + Epsilon);
        for (var i = 0; i < rewards.Length; i++)
        {
            advantages[i] = (rewards[i] - mean) * scale;
        }
    }
}
