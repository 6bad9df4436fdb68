using System.Text.Json;
using Ponder.TestSupport;
using Ponder.Verification;
using Ponder.Verification.Numbers;
using Xunit;

namespace Ponder.Tests.Verification;

/// <summary>The numeric part of the labelled mathematics answers: golds that are one number.</summary>
public sealed class GoldenMathTests
{
    // Units are not compared (dollars against cents, degrees against radians), and calculations are not evaluated.
    [SharedTheory("golden", "verify", "math", "cases.jsonl")]
    [InlineData("number", 0.85, 0.03)]
    [InlineData("boxed-number", 0.8, 0.01)]
    public void Labelled_answers_are_judged_strictly(string name, double recall, double falseAccepts)
    {
        var verifier = Verifiers.Create(name);
        var (right, found, wrong, fooled) = (0, 0, 0, 0);

        foreach (var line in File.ReadLines(SharedFolder.Find("golden", "verify", "math", "cases.jsonl")!))
        {
            using var document = JsonDocument.Parse(line);
            var gold = document.RootElement.GetProperty("gold").GetString()!;
            var prediction = document.RootElement.GetProperty("prediction").GetString()!;
            if (NumberText.TryParse(gold) is null || (name == "boxed-number" && !prediction.Contains("\\boxed{")))
            {
                continue;
            }

            var correct = verifier.Verify(new("", gold, prediction)).Outcome == Outcome.Correct;
            if (document.RootElement.GetProperty("expected").GetBoolean())
            {
                (right, found) = (right + 1, found + (correct ? 1 : 0));
            }
            else
            {
                (wrong, fooled) = (wrong + 1, fooled + (correct ? 1 : 0));
            }
        }

        Assert.True(right > 150 && wrong > 150, $"{right} right and {wrong} wrong cases");
        Assert.True(found >= recall * right, $"{found} of {right} right answers accepted");
        Assert.True(fooled <= falseAccepts * wrong, $"{fooled} of {wrong} wrong answers accepted");
    }
}
