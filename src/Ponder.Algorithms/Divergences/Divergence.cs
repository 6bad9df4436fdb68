using System.Diagnostics;
using Ponder.Algorithms.Records;
using Ponder.Tensors;
using static Ponder.Tensors.F;

namespace Ponder.Algorithms.Divergences;

/// <summary>
/// How far the policy may go from the reference model: which estimator, where it enters and how strongly.
/// </summary>
/// <remarks>
/// Nothing is clamped here: extreme differences are counted in
/// <see cref="Losses.StepStatistics.ReferenceExtremes"/>.
/// </remarks>
public sealed record Divergence
{
    /// <summary>The estimator of one token.</summary>
    public required DivergenceEstimator Estimator { get; init; }

    /// <summary>Where it enters.</summary>
    public required DivergencePlace Place { get; init; }

    /// <summary>β.</summary>
    public required double Coefficient { get; init; }

    /// <summary>The term as a formula, for people.</summary>
    public string Formula => Estimator switch
    {
        DivergenceEstimator.K1 => $"{Coefficient:g}·log(π/π_ref)",
        DivergenceEstimator.K2 => $"{Coefficient:g}·½·log²(π/π_ref)",
        _ => $"{Coefficient:g}·(π_ref/π − log(π_ref/π) − 1)",
    };

    /// <summary>What is wrong with the settings, or null.</summary>
    public string? Problem =>
        Coefficient is not (> 0 and < double.PositiveInfinity)
            ? $"the coefficient of the divergence must be positive, got {Coefficient}; to switch it off, leave it out"
        : (Estimator, Place) == (DivergenceEstimator.K1, DivergencePlace.Loss)
            ? "the estimator k1 in the loss has zero gradient in expectation and pulls nowhere; "
                + "use k2 or k3 there, or put k1 into the reward"
        : null;

    /// <summary>The estimate of each token, <c>[R]</c>, differentiable through <paramref name="logProbs"/>.</summary>
    /// <param name="logProbs">log π, <c>[R]</c>.</param>
    /// <param name="reference">log π_ref, <c>[R]</c>.</param>
    public Tensor PerToken(Tensor logProbs, Tensor reference)
    {
        var d = reference - logProbs;
        return Estimator switch
        {
            DivergenceEstimator.K1 => -d,
            DivergenceEstimator.K2 => d.Square() * 0.5,
            DivergenceEstimator.K3 => Expm1(d) - d,
            _ => throw new UnreachableException($"unknown estimator {Estimator}"),
        };
    }

    /// <summary>The estimate at one token.</summary>
    public double At(double logProb, double reference)
    {
        var d = reference - logProb;
        return Estimator switch
        {
            DivergenceEstimator.K1 => -d,
            DivergenceEstimator.K2 => d * d / 2,
            DivergenceEstimator.K3 => ExpMinusOne(d) - d,
            _ => throw new UnreachableException($"unknown estimator {Estimator}"),
        };
    }

    /// <summary>
    /// The rollout with β times the summed estimate taken off its reward (TRL's RLOO uses k1 this way).
    /// </summary>
    /// <param name="rollout">The rollout; its sampler's log-probabilities are used for the policy.</param>
    /// <param name="reference">
    /// Log-probabilities of its tokens under the reference model, as long as the completion.
    /// </param>
    public ScoredRollout Charge(ScoredRollout rollout, ReadOnlySpan<float> reference)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        var logProbs = rollout.Rollout.LogProbs;
        if (reference.Length != logProbs.Length)
        {
            throw new ArgumentException(
                $"expected one reference log-probability for each of the {logProbs.Length} tokens, got {reference.Length}",
                nameof(reference));
        }

        var sum = 0.0;
        for (var t = 0; t < logProbs.Length; t++)
        {
            sum += At(logProbs[t], reference[t]);
        }

        return rollout with { Reward = rollout.Reward - Coefficient * sum };
    }

    // eᵈ − 1 without cancellation near 0 (Kahan): (u − 1)·d / log u with u = eᵈ.
    private static double ExpMinusOne(double d)
    {
        if (Math.Abs(d) > 0.5)
        {
            return Math.Exp(d) - 1;
        }

        var u = Math.Exp(d);
        return u == 1 ? d : (u - 1) * d / Math.Log(u);
    }
}
