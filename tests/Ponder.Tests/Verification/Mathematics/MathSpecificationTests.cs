using System.Text.Json;
using Ponder.TestSupport;
using Ponder.Verification;
using Ponder.Verification.Mathematics;
using Xunit;

namespace Ponder.Tests.Verification.Mathematics;

/// <summary>The rules of answer verification one by one, in both profiles: <c>rules.jsonl</c> has cases under the number and name of each.</summary>
public sealed class MathSpecificationTests
{
    private static readonly string[] Rules =
    [
        "1.1 final answer is", "1.1 answer colon", "1.1 answer phrase", "1.1 hashes", "1.1 bold", "1.1 last expression", "1.1 Chinese phrase", "1.1 box before phrase", "1.1 unclosed box", "1.1 nested box",
        "1.1 fbox", "1.1 several boxes joined", "1.1 thought", "1.1 unclosed thought", "1.1 negation", "1.1 empty box", "1.1 percent behind the box", "1.1 LaTeX only", "1.2 normalisation", "1.3 grammar",
        "1.4 non-strict names", "1.4 assignment chain", "1.4 equation without assignment", "1.4 precision", "1.4 relations up to a factor", "1.4 sets and intervals", "1.5 holes of others", "1.5 domain",
        "1.9 rounding", "1.9 percent", "1.9 units", "1.9 named lists", "1.9 function answers", "1.9 one set type", "1.9 unsolved relation", "1.9 bases", "1.9 spraying", "1.9 parameters", "1.9 vectors",
        "2.3 up to a constant", "2.3 pitfalls", "2.3 numbers and lists",
    ];

    [Theory]
    [InlineData(VerifierProfile.Evaluation)]
    [InlineData(VerifierProfile.Reward)]
    public void Every_rule_decides_as_specified(VerifierProfile profile)
    {
        var verifier = new MathVerifier(new MathOptions { Profile = profile });
        var wrong = new List<string>();
        foreach (var row in Rows().Where(r => r.GetProperty("profile").ValueEquals(profile == VerifierProfile.Reward ? "reward" : "evaluation")))
        {
            var request = new VerificationRequest(row.TryGetProperty("question", out var question) ? question.GetString()! : "", row.GetProperty("gold").GetString()!, row.GetProperty("prediction").GetString()!)
            {
                Options = row.TryGetProperty("options", out var options) ? options : default,
            };
            var verdict = verifier.Verify(request);
            if ((verdict.Outcome == Outcome.Correct) != row.GetProperty("expected").GetBoolean())
            {
                wrong.Add($"{row.GetRawText()}: {verdict.Outcome} {verdict.Reason}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_rule_has_cases() =>
        Assert.Equal(Rules.Order(StringComparer.Ordinal), Rows().Select(r => r.GetProperty("rule").GetString()!).Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<JsonElement> Rows() =>
        File.ReadLines(RepositoryFolder.PathTo("tests", "Ponder.Tests", "Verification", "Mathematics", "rules.jsonl")).Select(line => JsonElement.Parse(line));
}
