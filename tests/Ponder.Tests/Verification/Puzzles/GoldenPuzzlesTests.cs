using System.Text.Json;
using Ponder.TestSupport;
using Ponder.Verification;
using Ponder.Verification.Puzzles;
using Xunit;

namespace Ponder.Tests.Verification.Puzzles;

/// <summary>The candidates of another library with the verdicts that a check of the rules must give.</summary>
public sealed class GoldenPuzzlesTests
{
    [SharedFact("golden", "verify", "puzzles")]
    public void Golden_rows_get_their_verdicts()
    {
        var failures = new List<string>();
        var rows = 0;
        foreach (var (family, row) in Rows())
        {
            rows++;
            var verifier = new PuzzleVerifier(family);
            foreach (var (accept, answer) in Candidates(row))
            {
                var verdict = verifier.Verify(Request(row, answer));
                if ((verdict.Outcome == Outcome.Correct) != accept)
                {
                    failures.Add($"{row.GetProperty("id")}: {answer}");
                }
            }
        }

        var failed = failures.Select(f => f.Split(':')[0]).Distinct().Count();
        Assert.True(failed <= rows * 0.005, $"{failed} of {rows} rows: {string.Join("\n", failures.Take(20))}");
    }

    [SharedFact("golden", "verify", "puzzles")]
    public void Hostile_answers_get_verdicts_and_are_never_right()
    {
        string[] nasty =
        [
            "\0", "\ud800", "[[", "[[]]", "{\"0\":", "[\"\\ud800\"]", "[\"fill A\",1]", new string('(', 50_000), new string('9', 150_000), "1e999", "9**9**9**9", "x**1000",
            "(a+b+c+d+e)**400*(a+b+c+d+e)**400", string.Concat(Enumerable.Repeat("¬", 30_000)) + "P", "__import__('os').system('true')", "System.IO.File.Delete(\"a\")",
            string.Concat(Enumerable.Repeat("1 ", 60_000)), string.Concat(Enumerable.Repeat("A → ", 30_000)) + "A", new string('R', 150_000),
        ];
        foreach (var group in Rows().GroupBy(r => r.Family.Name))
        {
            var (family, row) = group.First();
            var verifier = new PuzzleVerifier(family);
            foreach (var text in nasty)
            {
                Assert.NotEqual(Outcome.Correct, verifier.Verify(Request(row, text)).Outcome);
            }
        }
    }

    private static IEnumerable<(PuzzleFamily Family, JsonElement Row)> Rows() =>
        Directory.GetFiles(SharedFolder.Find("golden", "verify", "puzzles")!).Order(StringComparer.Ordinal)
            .SelectMany(path => File.ReadAllText(path).Split('\n').Where(l => l.Length > 0)
                .Select(l => (PuzzleFamilies.Find(Path.GetFileNameWithoutExtension(path))!, JsonDocument.Parse(l).RootElement)));

    private static IEnumerable<(bool Accept, string Answer)> Candidates(JsonElement row) =>
        row.GetProperty("candidates").EnumerateArray()
            .Where(c => c.GetProperty("accept").ValueKind is JsonValueKind.True or JsonValueKind.False)
            .Select(c => (c.GetProperty("accept").GetBoolean(), c.TryGetProperty("answer", out var a) && a.ValueKind == JsonValueKind.String ? a.GetString()! : ""));

    private static VerificationRequest Request(JsonElement row, string answer)
    {
        var reference = row.GetProperty("answer") is { ValueKind: JsonValueKind.String } stored ? stored.GetString()! : row.GetProperty("reference").GetString() ?? "";
        return new(row.GetProperty("question").GetString()!, reference, answer) { Metadata = row.GetProperty("metadata") };
    }
}
