using System.Text.Json;
using Ponder.Algorithms;
using Ponder.Algorithms.Losses;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>
/// The objective that a golden case of <c>rl/presets.json</c> describes: a preset with the numbers of <c>hyper</c>.
/// </summary>
internal static class RlPresetObjectives
{
    private static readonly (string Algorithm, Func<JsonElement, Objective> Create)[] Table =
    [
        ("grpo_deepseekmath_ddof0", Grpo),
        ("grpo_deepseekmath_ddof1", Grpo),
        ("r1", R1),
        ("rloo", _ => Resolve("rloo", new ObjectiveOverrides())),
        ("dr_grpo", DrGrpo),
        ("dapo", Dapo),
        ("dapo_dual10", Dapo),
        ("temperature_scaled_policy", Temperature),
    ];

    /// <summary>The objective of a case.</summary>
    internal static Objective Of(string algorithm, JsonElement hyper) =>
        Array.Find(Table, row => row.Algorithm == algorithm).Create(hyper);

    private static Objective Grpo(JsonElement hyper) => Resolve("grpo", new ObjectiveOverrides
    {
        StdDdof = hyper.GetProperty("std_ddof").GetInt32(),
        StdEpsilon = Number(hyper, "std_eps"),
        ClipLow = Number(hyper, "eps"),
        ClipHigh = Number(hyper, "eps"),
        DivergenceCoefficient = Number(hyper, "beta"),
    });

    // R1's clip of 10 leaves the lower side open, which a recipe may not ask for by accident.
    private static Objective R1(JsonElement hyper)
    {
        var objective = Resolve("grpo", new ObjectiveOverrides
        {
            StdDdof = hyper.GetProperty("std_ddof").GetInt32(),
            StdEpsilon = Number(hyper, "std_eps"),
            DivergenceCoefficient = Number(hyper, "beta"),
        });
        var open = new ClippedSurrogate { Low = Number(hyper, "eps"), High = Number(hyper, "eps") };
        return objective with { Policy = open };
    }

    private static Objective DrGrpo(JsonElement hyper) => Resolve("dr-grpo", new ObjectiveOverrides
    {
        ClipLow = Number(hyper, "eps"),
        ClipHigh = Number(hyper, "eps"),
        ReductionLength = Number(hyper, "C"),
    });

    private static Objective Dapo(JsonElement hyper) => Resolve("dapo", new ObjectiveOverrides
    {
        ClipLow = Number(hyper, "eps_low"),
        ClipHigh = Number(hyper, "eps_high"),
        DualClip = hyper.GetProperty("dual_clip") is { ValueKind: JsonValueKind.Number } c ? c.GetDouble() : null,
        StdDdof = hyper.GetProperty("std_ddof").GetInt32(),
        StdEpsilon = Number(hyper, "std_eps"),
    });

    private static Objective Temperature(JsonElement hyper) => Resolve("dapo", new ObjectiveOverrides
    {
        Advantage = "mean",
        ClipLow = Number(hyper, "eps_low"),
        ClipHigh = Number(hyper, "eps_high"),
    });

    private static Objective Resolve(string preset, ObjectiveOverrides overrides) =>
        Presets.Resolve(preset, new PresetContext { MaxNewTokens = 16, SamplesPerPrompt = 4 }, overrides);

    private static double Number(JsonElement hyper, string key) => hyper.GetProperty(key).GetDouble();
}
