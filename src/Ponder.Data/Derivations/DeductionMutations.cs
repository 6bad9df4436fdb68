using System.Globalization;
using Ponder.Verification.Proofs;

namespace Ponder.Data.Derivations;

/// <summary>Changes a natural deduction in one place, as people and models err: formula, rule, reference, level, order, premise.</summary>
internal static class DeductionMutations
{
    private static readonly string[] s_rules = ["R", "MP", "MT", "HS", "DS", "&I", "&E", "vI", "->I", "~I", "RAA", "#I", "DN", "<->E"];

    /// <summary>One mutation; the result may by chance still be valid.</summary>
    public static List<DeductionStep> Apply(IReadOnlyList<DeductionStep> steps, Draws draws)
    {
        List<DeductionStep> result = [.. steps];
        var at = draws.Below(steps.Count);
        var step = steps[at];
        switch (draws.Below(6))
        {
            case 0:
                result[at] = step with { Formula = Change(step.Formula, draws) };
                break;
            case 1 when step.Rule is not ("premise" or "assume"):
                result[at] = step with { Rule = draws.Of(s_rules) };
                break;
            case 2 when step.References.Length > 0:
                result[at] = step with { References = ChangeNumber(step.References, draws, steps.Count) };
                break;
            case 3:
                result[at] = step with { Depth = Math.Max(0, step.Depth + (draws.Below(2) == 0 ? 1 : -1)) };
                break;
            case 4 when at > 0:
                (result[at - 1], result[at]) = (result[at], result[at - 1]);
                break;
            case 5 when step.Rule == "premise":
                result.RemoveAt(at);
                break;
        }

        return result;
    }

    /// <summary>The last line says something that has nothing to do with the rest.</summary>
    public static List<DeductionStep> WrongConclusion(IReadOnlyList<DeductionStep> steps) =>
        [.. steps.Take(steps.Count - 1), steps[^1] with { Formula = Formula.Letter('Z') }];

    private static Formula Change(Formula formula, Draws draws) => formula switch
    {
        { Left: { } left, Right: { } right } => draws.Below(4) switch
        {
            0 => Formula.Of(formula.Main, right, left),
            1 => Formula.Of(formula.Main == Connective.And ? Connective.Or : Connective.And, left, right),
            2 => Formula.Of(formula.Main, Change(left, draws), right),
            _ => Formula.Of(formula.Main, left, Change(right, draws)),
        },
        { Left: { } inner } => draws.Below(2) == 0 ? inner : Formula.Not(Change(inner, draws)),
        _ => Formula.Not(formula),
    };

    private static string ChangeNumber(string references, Draws draws, int lines)
    {
        var parts = references.Split(", ");
        var at = draws.Below(parts.Length);
        var other = (1 + draws.Below(lines)).ToString(CultureInfo.InvariantCulture);
        parts[at] = parts[at].Split('-') is [var first, _] ? $"{first}-{other}" : other;
        return string.Join(", ", parts);
    }
}
