using System.Text.Json;
using Ponder.Verification;
using Ponder.Verification.Puzzles;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>One row of <c>puzzles/FAMILY.jsonl</c>: the verdict on every candidate whose <c>accept</c> is not null.</summary>
internal sealed class PuzzleRunner : ICaseRunner
{
    public Comparison Run(ConformanceCase item, ConformanceContext context)
    {
        var row = context.Row(item);
        var name = row.GetProperty("family").GetString()!;
        var comparison = new Comparison();
        if (PuzzleFamilies.Find(name) is not { } family)
        {
            comparison.Require(false, $"there is no verifier for puzzles of the family {name}");
            return comparison;
        }

        var verifier = new PuzzleVerifier(family);
        var reference = Text(row, "answer") ?? Text(row, "reference") ?? "";
        foreach (var candidate in row.GetProperty("candidates").EnumerateArray())
        {
            if (candidate.GetProperty("accept") is not { ValueKind: JsonValueKind.True or JsonValueKind.False } accept)
            {
                continue;
            }

            var answer = Answer(candidate);
            var request = new VerificationRequest(row.GetProperty("question").GetString()!, reference, answer) { Metadata = row.GetProperty("metadata") };
            var verdict = verifier.Verify(request);
            comparison.Require(
                (verdict.Outcome == Outcome.Correct) == accept.GetBoolean(),
                $"{candidate.GetProperty("kind").GetString()} \"{(answer.Length > 60 ? answer[..60] + "…" : answer)}\": expected accept {accept.GetBoolean()}, got {verdict.Outcome} ({verdict.Reason})");
        }

        return comparison;
    }

    // Long answers are stored as a text and how often it is repeated; null is an empty answer.
    private static string Answer(JsonElement candidate) =>
        candidate.TryGetProperty("answer_repeat", out var repeat)
            ? string.Concat(Enumerable.Repeat(repeat[0].GetString(), repeat[1].GetInt32()))
            : Text(candidate, "answer") ?? "";

    private static string? Text(JsonElement row, string key) =>
        row.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
