using Ponder.Algorithms.Advantages;
using Ponder.Algorithms.Divergences;
using Ponder.Algorithms.Filters;
using Ponder.Algorithms.Losses;
using Ponder.Algorithms.Reductions;
using Ponder.Text;

namespace Ponder.Algorithms;

/// <summary>
/// Lays a recipe's overrides over a preset. An override that would have no effect is an error, never ignored.
/// </summary>
internal static class ObjectiveComposer
{
    internal static Objective Apply(Objective preset, ObjectiveOverrides o, PresetContext context) => preset with
    {
        Advantage = Advantage(preset, o),
        Policy = Policy(preset, o),
        Reduction = Reduction(preset, o, context),
        Divergence = Divergence(preset, o),
        DynamicSampling = DynamicSampling(preset, o),
        OverlongShaping = OverlongShaping(preset, o, context),
        OverlongFilter = o.OverlongFilter ?? preset.OverlongFilter,
    };

    private static AdvantageEstimator Advantage(Objective preset, ObjectiveOverrides o)
    {
        var advantage = o.Advantage switch
        {
            null => preset.Advantage,
            "mean" => new MeanAdvantage(),
            "standardised" => preset.Advantage as StandardisedAdvantage ?? new StandardisedAdvantage(),
            "leave-one-out" => new LeaveOneOutAdvantage(),
            var other => throw Error(preset, $"unknown advantage '{other}'; expected mean, standardised or leave-one-out"),
        };
        if (advantage is StandardisedAdvantage standardised)
        {
            return standardised with { Ddof = o.StdDdof ?? standardised.Ddof, Epsilon = o.StdEpsilon ?? standardised.Epsilon };
        }

        Refuse(preset, o.StdDdof is not null || o.StdEpsilon is not null, "the settings of the standard deviation",
            "its advantage does not divide by one; set the advantage to standardised or remove them");
        return advantage;
    }

    private static PolicyTerm Policy(Objective preset, ObjectiveOverrides o)
    {
        if (preset.Policy is ClippedSurrogate clip)
        {
            return clip with
            {
                Low = o.ClipLow ?? clip.Low,
                High = o.ClipHigh ?? clip.High,
                Dual = o.DualClip is { } c ? (c == 0 ? null : c) : clip.Dual,
            };
        }

        Refuse(preset, o.ClipLow is not null || o.ClipHigh is not null || o.DualClip is not null, "a clip",
            "its loss has no ratio to clip; remove it or choose another algorithm");
        return preset.Policy;
    }

    private static Reduction Reduction(Objective preset, ObjectiveOverrides o, PresetContext context)
    {
        var kind = o.Reduction ?? preset.Reduction.Kind;
        Refuse(preset, o.ReductionLength is not null && kind != ReductionKind.ConstantLength, "a reduction length",
            $"its reduction is {kind}, which has none; remove the length or set the reduction to constant-length");
        return preset.Reduction with
        {
            Kind = kind,
            Length = kind == ReductionKind.ConstantLength ? o.ReductionLength ?? context.MaxNewTokens : 0,
        };
    }

    private static Divergence? Divergence(Objective preset, ObjectiveOverrides o)
    {
        if (o.DivergenceCoefficient == 0)
        {
            Refuse(preset, o.Divergence is not null || o.DivergencePlace is not null, "a divergence",
                "its coefficient is set to 0; remove the estimator and place, or give a positive coefficient");
            return null;
        }

        if (preset.Divergence is null && o.DivergenceCoefficient is null)
        {
            Refuse(preset, o.Divergence is not null || o.DivergencePlace is not null, "a divergence",
                "it has no coefficient; give a positive one");
            return null;
        }

        var published = preset.Divergence
            ?? new Divergence { Estimator = DivergenceEstimator.K3, Place = Divergences.DivergencePlace.Loss, Coefficient = 0 };
        return published with
        {
            Estimator = o.Divergence ?? published.Estimator,
            Place = o.DivergencePlace ?? published.Place,
            Coefficient = o.DivergenceCoefficient ?? published.Coefficient,
        };
    }

    private static DynamicSampling? DynamicSampling(Objective preset, ObjectiveOverrides o)
    {
        var on = o.DynamicSampling ?? preset.DynamicSampling is not null;
        Refuse(preset, !on && (o.DynamicSamplingSignal is not null || o.MaxRefills is not null),
            "a setting of dynamic sampling", "dynamic sampling is off; switch it on or remove the setting");
        if (!on)
        {
            return null;
        }

        var published = preset.DynamicSampling ?? new DynamicSampling();
        return published with
        {
            Signal = o.DynamicSamplingSignal ?? published.Signal,
            MaxRefills = o.MaxRefills ?? published.MaxRefills,
        };
    }

    private static OverlongShaping? OverlongShaping(Objective preset, ObjectiveOverrides o, PresetContext context)
    {
        var buffer = o.OverlongBuffer ?? preset.OverlongShaping?.Buffer ?? 0;
        Refuse(preset, buffer == 0 && o.OverlongPenalty is not null, "an overlong penalty",
            "it has no overlong buffer; give its length in tokens or remove the penalty");
        return buffer == 0
            ? null
            : new OverlongShaping
            {
                Limit = context.MaxNewTokens,
                Buffer = buffer,
                Penalty = o.OverlongPenalty ?? preset.OverlongShaping?.Penalty ?? 1,
            };
    }

    private static void Refuse(Objective preset, bool given, string what, string why)
    {
        if (given)
        {
            throw Error(preset, $"{what} is given, but {why}");
        }
    }

    private static UserException Error(Objective preset, string what) => new($"algorithm '{preset.Name}': {what}");
}
