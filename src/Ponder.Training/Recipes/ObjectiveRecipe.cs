using Ponder.Algorithms;
using Ponder.Algorithms.Divergences;
using Ponder.Algorithms.Filters;
using Ponder.Algorithms.Reductions;
using Ponder.Text;

namespace Ponder.Training.Recipes;

/// <summary>Reads <c>algorithm:</c> and what <c>objective:</c> changes about it.</summary>
internal static class ObjectiveRecipe
{
    private static readonly (string Name, ReductionKind Kind)[] Reductions =
    [
        ("token-mean", ReductionKind.TokenMean),
        ("sequence-mean-token-mean", ReductionKind.SequenceMeanOfTokenMean),
        ("sequence-mean-token-sum", ReductionKind.SequenceMeanOfTokenSum),
        ("constant-length", ReductionKind.ConstantLength),
    ];

    public static Objective Read(Section stage, int group, int maxNewTokens)
    {
        var name = stage.Choice("algorithm", "grpo", [.. Presets.Names]);
        var section = stage.Child("objective");
        var context = new PresetContext { MaxNewTokens = maxNewTokens, SamplesPerPrompt = group };
        var overrides = new ObjectiveOverrides
        {
            Advantage = Word(section, "advantage", "mean", "standardised", "leave-one-out"),
            StdDdof = section.OptionalWhole("std_ddof"),
            StdEpsilon = section.OptionalNumber("std_eps"),
            ClipLow = section.OptionalNumber("clip_low"),
            ClipHigh = section.OptionalNumber("clip_high"),
            DualClip = section.OptionalNumber("dual_clip"),
            Reduction = Kind(Word(section, "reduction", [.. Reductions.Select(row => row.Name)])),
            ReductionLength = section.OptionalNumber("reduction_length"),
            Divergence = Word(section, "kl_estimator", "k1", "k2", "k3") switch
            {
                null => null,
                "k1" => DivergenceEstimator.K1,
                "k2" => DivergenceEstimator.K2,
                _ => DivergenceEstimator.K3,
            },
            DivergencePlace = Word(section, "kl_in", "loss", "reward") switch
            {
                null => null,
                "loss" => DivergencePlace.Loss,
                _ => DivergencePlace.Reward,
            },
            DivergenceCoefficient = section.OptionalNumber("kl_coefficient", 0),
            DynamicSampling = section.Has("dynamic_sampling") ? section.Flag("dynamic_sampling", true) : null,
            DynamicSamplingSignal = Word(section, "dynamic_sampling_signal", "accuracy", "score") switch
            {
                null => null,
                "accuracy" => GroupSignal.Accuracy,
                _ => GroupSignal.Score,
            },
            MaxRefills = section.OptionalWhole("max_refills"),
            OverlongBuffer = section.OptionalWhole("overlong_buffer"),
            OverlongPenalty = section.OptionalNumber("overlong_penalty"),
            OverlongFilter = section.Has("overlong_filter") ? section.Flag("overlong_filter", true) : null,
        };
        try
        {
            return Presets.Resolve(name, context, overrides);
        }
        catch (UserException e)
        {
            throw stage.Error("algorithm", e.Message);
        }
    }

    private static string? Word(Section section, string key, params string[] allowed) =>
        section.Has(key) ? section.Choice(key, null, allowed) : null;

    private static ReductionKind? Kind(string? name) => name is null ? null : Array.Find(Reductions, row => row.Name == name).Kind;
}
