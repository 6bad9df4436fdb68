namespace Ponder.Algorithms.Losses;

/// <summary>
/// What an update did, token by token, as sums that add up over micro-batches and workers. All token statistics are
/// over the response tokens.
/// </summary>
public sealed record StepStatistics
{
    /// <summary>Nothing yet.</summary>
    public static StepStatistics Empty { get; } = new();

    /// <summary>Response tokens.</summary>
    public long Tokens { get; init; }

    /// <summary>The loss of the step, weights included.</summary>
    public double Loss { get; init; }

    /// <summary>Tokens at each active bound.</summary>
    public long ClippedLow { get; init; }

    /// <inheritdoc cref="ClippedLow"/>
    public long ClippedHigh { get; init; }

    /// <inheritdoc cref="ClippedLow"/>
    public long ClippedDual { get; init; }

    /// <summary>Tokens whose log-ratio was clamped before <c>exp</c>: 0 in a healthy run.</summary>
    public long LogRatiosClamped { get; init; }

    /// <summary>Tokens whose log π_ref − log π lies beyond ±20, where k3 explodes: 0 in a healthy run.</summary>
    public long ReferenceExtremes { get; init; }

    /// <summary>Sum of π/π_old.</summary>
    public double RatioSum { get; init; }

    /// <summary>The largest π/π_old.</summary>
    public double RatioMax { get; init; }

    /// <summary>Sum of log π_old − log π.</summary>
    public double PolicyDivergenceSum { get; init; }

    /// <summary>Sum of the k3 estimates of KL(π ‖ π_ref); 0 without a reference model.</summary>
    public double ReferenceDivergenceSum { get; init; }

    /// <summary>Sum of the entropies of the next-token distributions.</summary>
    public double EntropySum { get; init; }

    /// <summary>Sum of |log π_old − log π_rollout|.</summary>
    public double MismatchSum { get; init; }

    /// <summary>Largest |log π_old − log π_rollout|.</summary>
    public double MismatchMax { get; init; }

    /// <summary>Share of tokens with negative advantage and a ratio below the lower bound.</summary>
    public double ClipFractionLow => Share(ClippedLow);

    /// <summary>Share of tokens with positive advantage and a ratio above the upper bound.</summary>
    public double ClipFractionHigh => Share(ClippedHigh);

    /// <summary>Share of tokens at the dual bound.</summary>
    public double ClipFractionDual => Share(ClippedDual);

    /// <summary>Mean of π/π_old.</summary>
    public double RatioMean => Share(RatioSum);

    /// <summary>Mean of log π_old − log π: how far the update has moved, in nats per token; may be negative.</summary>
    public double PolicyDivergence => Share(PolicyDivergenceSum);

    /// <summary>Mean k3 estimate of KL(π ‖ π_ref).</summary>
    public double ReferenceDivergence => Share(ReferenceDivergenceSum);

    /// <summary>Mean entropy in nats.</summary>
    public double Entropy => Share(EntropySum);

    /// <summary>Mean |log π_old − log π_rollout|: exactly 0 when sampler and trainer share their arithmetic.</summary>
    public double MismatchMean => Share(MismatchSum);

    /// <summary>The statistics of two parts of a step.</summary>
    public static StepStatistics operator +(StepStatistics left, StepStatistics right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new StepStatistics
        {
            Tokens = left.Tokens + right.Tokens,
            Loss = left.Loss + right.Loss,
            ClippedLow = left.ClippedLow + right.ClippedLow,
            ClippedHigh = left.ClippedHigh + right.ClippedHigh,
            ClippedDual = left.ClippedDual + right.ClippedDual,
            LogRatiosClamped = left.LogRatiosClamped + right.LogRatiosClamped,
            ReferenceExtremes = left.ReferenceExtremes + right.ReferenceExtremes,
            RatioSum = left.RatioSum + right.RatioSum,
            RatioMax = Math.Max(left.RatioMax, right.RatioMax),
            PolicyDivergenceSum = left.PolicyDivergenceSum + right.PolicyDivergenceSum,
            ReferenceDivergenceSum = left.ReferenceDivergenceSum + right.ReferenceDivergenceSum,
            EntropySum = left.EntropySum + right.EntropySum,
            MismatchSum = left.MismatchSum + right.MismatchSum,
            MismatchMax = Math.Max(left.MismatchMax, right.MismatchMax),
        };
    }

    private double Share(double sum) => Tokens == 0 ? 0 : sum / Tokens;
}
