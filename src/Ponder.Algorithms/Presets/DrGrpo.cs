using Ponder.Algorithms.Advantages;
using Ponder.Algorithms.Losses;
using Ponder.Algorithms.Reductions;

namespace Ponder.Algorithms;

/// <summary>
/// Dr. GRPO (Liu et al. 2025, arXiv:2503.20783, section 3.2): no division by the standard deviation, token sums divided
/// by a constant — the limit of new tokens, as in the authors' code — so that neither difficulty nor length weighs; ε
/// 0.2, no divergence.
/// </summary>
internal static class DrGrpo
{
    internal static Objective Create(PresetContext context) => new()
    {
        Name = "dr-grpo",
        Source = "Liu et al. 2025, arXiv:2503.20783",
        Advantage = new MeanAdvantage(),
        Policy = new ClippedSurrogate { Low = 0.2, High = 0.2 },
        Reduction = new Reduction { Kind = ReductionKind.ConstantLength, Length = context.MaxNewTokens },
    };
}
