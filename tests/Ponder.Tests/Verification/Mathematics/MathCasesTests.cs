using System.Text.Json;
using Ponder.TestSupport;
using Ponder.Verification;
using Ponder.Verification.Mathematics;
using Xunit;

namespace Ponder.Tests.Verification.Mathematics;

/// <summary>Pairs of our own in <c>cases.jsonl</c>, labelled by what they mean, in the categories of the golden folder.</summary>
public sealed class MathCasesTests
{
    [Fact]
    public void Own_pairs_get_the_verdict_of_their_meaning()
    {
        var verifier = new MathVerifier();
        var wrong = new List<string>();
        foreach (var line in File.ReadLines(RepositoryFolder.PathTo("tests", "Ponder.Tests", "Verification", "Mathematics", "cases.jsonl")))
        {
            var row = JsonElement.Parse(line);
            var verdict = verifier.Verify(new VerificationRequest("", row.GetProperty("gold").GetString()!, row.GetProperty("prediction").GetString()!));
            if ((verdict.Outcome == Outcome.Correct) != row.GetProperty("expected").GetBoolean())
            {
                wrong.Add($"{line}: {verdict.Outcome} {verdict.Reason}");
            }
        }

        Assert.Empty(wrong);
    }
}
