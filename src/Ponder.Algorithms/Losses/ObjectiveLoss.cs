using Ponder.Algorithms.Batching;
using Ponder.Algorithms.Divergences;
using Ponder.Tensors;

namespace Ponder.Algorithms.Losses;

/// <summary>The loss of an objective on one micro-batch. Shape: R response tokens.</summary>
/// <remarks>
/// The result is this micro-batch's share of the loss of the whole step: add the gradients of all micro-batches, never
/// average them.
/// </remarks>
public static class ObjectiveLoss
{
    /// <summary>The loss and what to log about it.</summary>
    /// <param name="objective">Policy term and divergence.</param>
    /// <param name="tokens">The response tokens, with the weights of the step's reduction.</param>
    /// <param name="logProbs">log π of these tokens, <c>[R]</c> fp32, differentiable.</param>
    /// <param name="entropy">
    /// Entropy of each token's distribution, <c>[R]</c>, for the log; null where it was not computed.
    /// </param>
    /// <returns>A scalar to call <c>Backward</c> on, and the statistics.</returns>
    /// <exception cref="ArgumentException"> The number of log-probabilities is not R, or the objective needs a
    /// reference model and the tokens carry no log-probabilities of one. </exception>
    public static (Tensor Loss, StepStatistics Statistics) Evaluate(
        Objective objective, ResponseTokens tokens, Tensor logProbs, Tensor? entropy = null)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(logProbs);
        if (logProbs.Count != tokens.Count)
        {
            throw new ArgumentException(
                $"expected log-probabilities of the {tokens.Count} response tokens, got a tensor of shape {logProbs.Shape}",
                nameof(logProbs));
        }

        using var scope = TensorScope.Enter();
        var perToken = objective.Policy.PerToken(new PolicyInputs
        {
            LogProbs = logProbs,
            OldLogProbs = Constant(tokens.OldLogProbs),
            Advantages = Constant(tokens.Advantages),
            Tokens = tokens,
        });
        if (objective.Divergence is { Place: DivergencePlace.Loss } divergence)
        {
            var reference = tokens.ReferenceLogProbs ?? throw new ArgumentException(
                $"objective {objective.Name} has a divergence in the loss; "
                + "expected log-probabilities of the reference model, the batch has none",
                nameof(tokens));
            perToken = perToken + divergence.PerToken(logProbs, Constant(reference)) * divergence.Coefficient;
        }

        var loss = (perToken * Constant(tokens.Weights)).Sum();
        var statistics = StatisticsOf(objective, tokens, logProbs.Detach().ToArray<float>(), entropy?.ToArray<float>());
        return (scope.Return(loss), statistics with { Loss = loss.Item<float>() });
    }

    private static StepStatistics StatisticsOf(
        Objective objective, ResponseTokens tokens, float[] logProbs, float[]? entropy)
    {
        var (low, high, dual, clamped, extreme) = (0L, 0L, 0L, 0L, 0L);
        var (ratioSum, ratioMax, policy, reference, mismatch, mismatchMax) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var t = 0; t < logProbs.Length; t++)
        {
            var logRatio = (double)logProbs[t] - tokens.OldLogProbs[t];
            var ratio = Math.Exp(Math.Clamp(logRatio, -LogRatio.Limit, LogRatio.Limit));
            clamped += Math.Abs(logRatio) > LogRatio.Limit ? 1 : 0;
            ratioSum += ratio;
            ratioMax = Math.Max(ratioMax, ratio);
            policy -= logRatio;
            switch (objective.Policy.SideOf(ratio, tokens.Advantages[t]))
            {
                case ClipSide.Low: low++; break;
                case ClipSide.High: high++; break;
                case ClipSide.Dual: dual++; break;
            }

            var difference = Math.Abs((double)tokens.OldLogProbs[t] - tokens.RolloutLogProbs[t]);
            mismatch += difference;
            mismatchMax = Math.Max(mismatchMax, difference);
            if (tokens.ReferenceLogProbs is { } references)
            {
                reference += Monitor.At(logProbs[t], references[t]);
                extreme += Math.Abs((double)references[t] - logProbs[t]) > LogRatio.Limit ? 1 : 0;
            }
        }

        return new StepStatistics
        {
            Tokens = logProbs.Length,
            ClippedLow = low,
            ClippedHigh = high,
            ClippedDual = dual,
            LogRatiosClamped = clamped,
            ReferenceExtremes = extreme,
            RatioSum = ratioSum,
            RatioMax = ratioMax,
            PolicyDivergenceSum = policy,
            ReferenceDivergenceSum = reference,
            EntropySum = entropy?.Sum(h => (double)h) ?? 0,
            MismatchSum = mismatch,
            MismatchMax = mismatchMax,
        };
    }

    // The reference divergence is logged with one estimator whatever the objective uses, so that runs compare.
    private static readonly Divergence Monitor =
        new() { Estimator = DivergenceEstimator.K3, Place = DivergencePlace.Loss, Coefficient = 1 };

    private static Tensor Constant(float[] values) => Tensor.From<float>(values, [values.Length]);
}
