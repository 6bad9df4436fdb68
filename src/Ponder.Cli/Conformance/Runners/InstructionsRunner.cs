using System.Text.Json;
using Ponder.Verification.Extraction;
using Ponder.Verification.Instructions;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>
/// One row of <c>ifeval/cases.jsonl</c> (several instructions) or <c>ifeval/ood_cases.jsonl</c> (one): strict and loose, per
/// instruction and together.
/// </summary>
internal sealed class InstructionsRunner : ICaseRunner
{
    public Comparison Run(ConformanceCase item, ConformanceContext context)
    {
        var comparison = new Comparison();
        var row = context.Row(item);
        var response = JsonText.Of(row.GetProperty("response"));
        if (row.TryGetProperty("instruction", out var only))
        {
            var verdict = InstructionChecker.Check(only.GetString()!, row.GetProperty("kwargs"), response);
            Compare(comparison, verdict, row.GetProperty("strict").GetBoolean(), row.GetProperty("loose").GetBoolean());
            return comparison;
        }

        InstructionVerdict[] verdicts =
        [
            .. row.GetProperty("instructions").EnumerateArray().Zip(
                row.GetProperty("kwargs").EnumerateArray(), (name, kwargs) => InstructionChecker.Check(name.GetString()!, kwargs, response)),
        ];
        var (strict, loose) = (Flags(row, "strict"), Flags(row, "loose"));
        comparison.Equal("instructions", strict.Length, verdicts.Length);
        foreach (var (verdict, expected) in verdicts.Zip(strict.Zip(loose)))
        {
            Compare(comparison, verdict, expected.First, expected.Second);
        }

        comparison.Equal("strict_all", row.GetProperty("strict_all").GetBoolean(), verdicts.All(v => v.Strict == true));
        comparison.Equal("loose_all", row.GetProperty("loose_all").GetBoolean(), verdicts.All(v => v.Loose == true));
        return comparison;
    }

    private static void Compare(Comparison comparison, InstructionVerdict verdict, bool strict, bool loose)
    {
        comparison.Require(verdict.Problem is null, verdict.Problem ?? "");
        comparison.Equal($"{verdict.Name} strict", strict, verdict.Strict ?? false);
        comparison.Equal($"{verdict.Name} loose", loose, verdict.Loose ?? false);
    }

    private static bool[] Flags(JsonElement row, string name) => [.. row.GetProperty(name).EnumerateArray().Select(f => f.GetBoolean())];
}
