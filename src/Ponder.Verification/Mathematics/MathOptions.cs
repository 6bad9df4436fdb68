using System.Text.Json;

namespace Ponder.Verification.Mathematics;

/// <summary>How answers are found and compared.</summary>
public sealed record MathOptions
{
    /// <summary>The rules. <value>Evaluation by default.</value></summary>
    public VerifierProfile Profile { get; init; } = VerifierProfile.Evaluation;

    /// <summary>What counts as an answer.</summary>
    public MathTargets Match { get; init; } = MathTargets.All;

    /// <summary>Decimals to which numbers are rounded before they are compared; null: exact.</summary>
    public int? Precision { get; init; }

    /// <summary>Whether free variables must have the names of the reference.</summary>
    public bool Strict { get; init; } = true;

    /// <summary>
    /// Whether an inequality equals the reference's set of its solutions, <c>x ∈ [−2, 7]</c> and <c>−2 ≤ x ≤ 7</c>. <value>Null: yes.</value>
    /// </summary>
    public bool? AllowSetRelationComparison { get; init; }

    /// <summary>Whether a bare number equals the reference's percentage, 28 and 28 %. <value>No by default.</value></summary>
    public bool PercentLoose { get; init; }

    /// <summary>
    /// Whether answers may differ by a constant, as integrals do; null: as the profile says where both are written with <c>+ C</c>, no elsewhere.
    /// </summary>
    public bool? UpToConstant { get; init; }

    /// <summary>Whether a rounded decimal equals the exact value; null: as the profile says.</summary>
    public bool? Rounded { get; init; }

    /// <summary>
    /// How boxes stand among other announcements, as in the suite that the cases come from: below 0 boxes announce nothing, from 50 on an answer phrase
    /// behind the last box comes before it. <value>Null: the last box is the answer.</value>
    /// </summary>
    public int? BoxedPriority { get; init; }

    /// <summary>Steps that one decision may take. <value>1,000,000 by default.</value></summary>
    public long Steps { get; init; } = 1_000_000;

    /// <summary>These options changed by those of one case; unknown keys and values of another kind are ignored.</summary>
    internal MathOptions With(JsonElement options)
    {
        if (options.ValueKind != JsonValueKind.Object)
        {
            return this;
        }

        var result = this;
        foreach (var option in options.EnumerateObject())
        {
            var value = option.Value;
            result = (option.Name, value.ValueKind) switch
            {
                ("precision", JsonValueKind.Number) when value.TryGetInt32(out var digits) => result with { Precision = Math.Clamp(digits, 0, 100) },
                ("strict", JsonValueKind.True or JsonValueKind.False) => result with { Strict = value.GetBoolean() },
                ("boxed_priority", JsonValueKind.Number) when value.TryGetInt32(out var priority) => result with { BoxedPriority = priority },
                ("allow_set_relation_comp", JsonValueKind.True or JsonValueKind.False) => result with { AllowSetRelationComparison = value.GetBoolean() },
                ("percent_loose", JsonValueKind.True or JsonValueKind.False) => result with { PercentLoose = value.GetBoolean() },
                ("up_to_constant", JsonValueKind.True or JsonValueKind.False) => result with { UpToConstant = value.GetBoolean() },
                ("rounded", JsonValueKind.True or JsonValueKind.False) => result with { Rounded = value.GetBoolean() },
                ("match", JsonValueKind.Array) => result with { Match = Targets(value) },
                _ => result,
            };
        }

        return result;
    }

    private static MathTargets Targets(JsonElement names)
    {
        var targets = MathTargets.None;
        foreach (var name in names.EnumerateArray())
        {
            targets |= name.ValueKind != JsonValueKind.String ? MathTargets.None
                : name.ValueEquals("latex") ? MathTargets.Latex
                : name.ValueEquals("expr") ? MathTargets.Expression
                : MathTargets.None;
        }

        return targets == MathTargets.None ? MathTargets.All : targets;
    }
}
