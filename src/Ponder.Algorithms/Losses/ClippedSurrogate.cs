using Ponder.Tensors;
using static Ponder.Tensors.F;

namespace Ponder.Algorithms.Losses;

/// <summary>
/// The clipped policy-gradient surrogate with one ratio per token (Schulman et al. 2017, PPO, arXiv:1707.06347,
/// equation 7): −min(ρA, clip(ρ, 1 − ε_low, 1 + ε_high)·A), ρ = π/π_old. With ε_high &gt; ε_low it is DAPO's
/// clip-higher (arXiv:2503.14476, equation 10); with <see cref="Dual"/> the loss of a token with A &lt; 0 is at most
/// −cA (Ye et al. 2020, arXiv:1912.09729).
/// </summary>
/// <remarks>Deviation: log ρ is clamped to ±<see cref="LogRatio.Limit"/>; clamps are counted.</remarks>
public sealed record ClippedSurrogate : PolicyTerm
{
    /// <summary>ε_low.</summary>
    /// <value>0.2.</value>
    public double Low { get; init; } = 0.2;

    /// <summary>ε_high.</summary>
    /// <value>0.2.</value>
    public double High { get; init; } = 0.2;

    /// <summary>c of the dual clip, above 1; null for none.</summary>
    /// <value>null.</value>
    public double? Dual { get; init; }

    /// <inheritdoc/>
    public override string Formula
    {
        get
        {
            var surrogate = $"min(ρ_t·A_i, clip(ρ_t, {1 - Low:0.####}, {1 + High:0.####})·A_i)";
            return Dual is { } c ? $"[A_i < 0: max({surrogate}, {c:g}·A_i); else {surrogate}]" : surrogate;
        }
    }

    /// <inheritdoc/>
    public override string? Problem =>
        Low is not (> 0 and <= 1)
            ? $"the lower clip must be in (0, 1], got {Low}: ratios are positive, so 1 − {Low} bounds nothing beyond that"
        : High is not (> 0 and < double.PositiveInfinity) ? $"the upper clip must be positive, got {High}"
        : Dual is { } c && c is not (> 1 and < double.PositiveInfinity)
            ? $"the dual clip must be above 1, got {c}: below that it stops tokens inside the trust region"
        : Dual <= 1 + High ? $"the dual clip of {Dual} must exceed the upper bound 1 + {High} of the ratio"
        : null;

    /// <inheritdoc/>
    public override Tensor PerToken(PolicyInputs x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var ratio = Exp(Clamp(x.LogProbs - x.OldLogProbs, -LogRatio.Limit, LogRatio.Limit));            // [R]
        var surrogate = Min(ratio * x.Advantages, Clamp(ratio, 1 - Low, 1 + High) * x.Advantages);      // [R]
        if (Dual is { } c)
        {
            surrogate = Where(x.Advantages.Less(0), Max(surrogate, x.Advantages * c), surrogate);
        }

        return -surrogate;
    }

    /// <inheritdoc/>
    public override ClipSide SideOf(double ratio, double advantage) => advantage switch
    {
        < 0 when Dual is { } c && ratio > c => ClipSide.Dual,
        < 0 when ratio < 1 - Low => ClipSide.Low,
        > 0 when ratio > 1 + High => ClipSide.High,
        _ => ClipSide.None,
    };
}
