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

        Assert.True(agreed >= 0.985 * rows, $"{agreed} of {rows} agree");
        Assert.True(fooled <= 0.003 * rows, $"{fooled} of {rows} are accepted though wrong");
    }

    [SharedFact("data", "math", "answer_equivalence_cases.jsonl")]
    public void Cases_of_another_suite_agree_within_the_bar()
    {
        var verifier = new MathVerifier();
        var (rows, agreed) = (0, 0);
        foreach (var row in Rows(SharedFolder.Find("data", "math", "answer_equivalence_cases.jsonl")!))
        {
            if (row.TryGetProperty("dispute", out _))
            {
                continue;
            }

            var request = new VerificationRequest("", Text(row, "gold"), Text(row, "pred")) { Options = row.TryGetProperty("opts", out var options) ? options : default };
            rows++;
            agreed += (verifier.Verify(request).Outcome == Outcome.Correct) == row.GetProperty("expect").GetBoolean() ? 1 : 0;
        }

        Assert.True(agreed >= 0.96 * rows, $"{agreed} of {rows} agree");
    }

    [SharedFact("golden", "verify", "math", "ambiguous.jsonl")]
    public void Rows_without_a_label_get_a_verdict()
    {
        foreach (var row in Rows(SharedFolder.Find("golden", "verify", "math", "ambiguous.jsonl")!))
        {
            var verdict = new MathVerifier().Verify(new VerificationRequest("", Text(row, "gold"), Text(row, "prediction")) { Explain = true });
            Assert.True(Enum.IsDefined(verdict.Outcome));
            Assert.NotNull(verdict.Evidence);
        }
    }

    [SharedFact("data", "gsm8k", "test.jsonl")]
    public void Answers_of_word_problems_equal_themselves() =>
        Assert.All(
            Rows(SharedFolder.Find("data", "gsm8k", "test.jsonl")!).Select(row => Text(row, "answer")),
            answer => AssertCorrect(answer[(answer.LastIndexOf("####", StringComparison.Ordinal) + 4)..].Trim(), answer));

    [SharedFact("data", "math", "math500.jsonl")]
    public void Answers_of_competition_problems_equal_themselves() =>
        Assert.All(
            Rows(SharedFolder.Find("data", "math", "math500.jsonl")!).Select(row => Text(row, "answer")),
            answer => AssertCorrect(answer, $"\\boxed{{{answer}}}"));

    [SharedFact("data", "math", "math_train_answers.json")]
    public void Training_answers_equal_themselves()
    {
        var answers = JsonElement.Parse(File.ReadAllText(SharedFolder.Find("data", "math", "math_train_answers.json")!)).EnumerateArray()
            .Where(row => row.GetProperty("answer").ValueKind == JsonValueKind.String).Select(row => Text(row, "answer")).Where(answer => answer.Length > 0).ToArray();
        var verifier = new MathVerifier();
        var right = answers.Count(answer => verifier.Verify(new VerificationRequest("", answer, $"\\boxed{{{answer}}}")).Outcome == Outcome.Correct);

        Assert.True(right >= 0.995 * answers.Length, $"{right} of {answers.Length}");
    }

    private static void AssertCorrect(string gold, string response) =>
        Assert.Equal(Outcome.Correct, new MathVerifier().Verify(new VerificationRequest("", gold, response)).Outcome);

    private static IEnumerable<JsonElement> Rows(string path) =>
        File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonElement.Parse(line));

    private static string Text(JsonElement row, string key) => row.GetProperty(key).GetString()!;
}
