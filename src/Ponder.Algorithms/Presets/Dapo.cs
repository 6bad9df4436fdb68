using Ponder.Algorithms.Advantages;
using Ponder.Algorithms.Filters;
using Ponder.Algorithms.Losses;
using Ponder.Algorithms.Reductions;

namespace Ponder.Algorithms;

/// <summary>
/// DAPO (Yu et al. 2025, arXiv:2503.14476): clip-higher 0.2/0.28, token-level mean, dynamic sampling, soft overlong
/// punishment, no divergence. The punishment starts a fifth before the limit of new tokens: 4,096 of 20,480 as
/// published.
/// </summary>
/// <remarks>Off, as in the paper: the dual clip of 10 that the authors' recipe sets.</remarks>
internal static class Dapo
{
    internal static Objective Create(PresetContext context) => new()
    {
        Name = "dapo",
        Source = "Yu et al. 2025, arXiv:2503.14476",
        Advantage = new StandardisedAdvantage(),
        Policy = new ClippedSurrogate { Low = 0.2, High = 0.28 },
        Reduction = new Reduction { Kind = ReductionKind.TokenMean },
        DynamicSampling = new DynamicSampling(),
        OverlongShaping = new OverlongShaping { Limit = context.MaxNewTokens, Buffer = Math.Max(1, context.MaxNewTokens / 5) },
    };
}
