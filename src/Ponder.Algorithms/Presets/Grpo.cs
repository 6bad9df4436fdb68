using Ponder.Algorithms.Advantages;
using Ponder.Algorithms.Divergences;
using Ponder.Algorithms.Losses;
using Ponder.Algorithms.Reductions;

namespace Ponder.Algorithms;

/// <summary>
/// GRPO (Shao et al. 2024, DeepSeekMath, arXiv:2402.03300, section 4.1, equations 3 and 4): standardised group
/// advantage, ε 0.2, mean over completions of the mean over tokens, k3 divergence with β 0.04 in the loss.
/// </summary>
internal static class Grpo
{
    internal static Objective Create(PresetContext _) => new()
    {
        Name = "grpo",
        Source = "Shao et al. 2024, arXiv:2402.03300",
        Advantage = new StandardisedAdvantage(),
        Policy = new ClippedSurrogate { Low = 0.2, High = 0.2 },
        Reduction = new Reduction { Kind = ReductionKind.SequenceMeanOfTokenMean },
        Divergence = new Divergence { Estimator = DivergenceEstimator.K3, Place = DivergencePlace.Loss, Coefficient = 0.04 },
    };
}
