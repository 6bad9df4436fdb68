using System.Text.Json;
using Ponder.TestSupport;
using Ponder.Verification;
using Ponder.Verification.Mathematics;
using Xunit;

namespace Ponder.Tests.Verification.Mathematics;

public sealed class MathGoldenTests
{
    [SharedFact("golden", "verify", "math", "cases.jsonl")]
    public void Labelled_answers_agree_within_the_bars()
    {
        var verifier = new MathVerifier();
        var (rows, agreed, fooled) = (0, 0, 0);
        foreach (var row in Rows(SharedFolder.Find("golden", "verify", "math", "cases.jsonl")!))
        {
            var verdict = verifier.Verify(new VerificationRequest("", Text(row, "gold"), Text(row, "prediction")));
            var correct = verdict.Outcome == Outcome.Correct;
            var expected = row.GetProperty("expected").GetBoolean();
            rows++;
            agreed += correct == expected ? 1 : 0;
            fooled += correct && !expected ? 1 : 0;
        }

        Assert.True(agreed >= 0.97 * rows, $"{agreed} of {rows} agree");
        Assert.True(fooled <= 0.003 * rows, $"{fooled} of {rows} are accepted though wrong");
    }

    private static IEnumerable<JsonElement> Rows(string path) =>
        File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonElement.Parse(line));

    private static string Text(JsonElement row, string key) => row.GetProperty(key).GetString()!;
}
