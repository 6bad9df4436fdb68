using System.Text.Json;
using Ponder.Verification;
using Ponder.Verification.Extraction;
using Ponder.Verification.Mathematics;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>One labelled answer: correct exactly when the row expects it. Rows without a label only need a verdict.</summary>
internal sealed class MathVerdictRunner : ICaseRunner
{
    public Comparison Run(ConformanceCase item, ConformanceContext context)
    {
        var comparison = new Comparison();
        var row = context.Row(item);
        var golds = Golds(row.GetProperty("gold"));
        var verifier = context.Once("math", () => new MathVerifier(new MathOptions { Profile = VerifierProfile.Evaluation }));
        var (verdict, explanation) = verifier.Judge(golds, JsonText.Of(row.GetProperty("prediction")));
        if (row.TryGetProperty("expected", out var expected))
        {
            var accept = expected.GetBoolean();
            comparison.Require(
                accept == (verdict.Outcome == Outcome.Correct),
                $"expected {(accept ? "correct" : "not correct")}, got {verdict.Outcome} ({explanation.Rule}) for \"{verdict.Extracted}\"; the reference is \"{golds[0]}\"");
        }
        else
        {
            comparison.Require(Enum.IsDefined(verdict.Outcome), "no verdict");
        }

        return comparison;
    }

    private static string[] Golds(JsonElement gold) =>
        gold.ValueKind == JsonValueKind.Array ? [.. gold.EnumerateArray().Select(JsonText.Of)] : [JsonText.Of(gold)];
}
