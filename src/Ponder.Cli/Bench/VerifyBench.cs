using System.Text.Json;
using Ponder.Text;
using Ponder.Verification;
using Ponder.Verification.Mathematics;

namespace Ponder.Cli.Bench;

/// <summary>The mathematics verifier: speed, hostile texts, agreement with labelled pairs, references against themselves.</summary>
internal static class VerifyBench
{
    private static readonly string[] s_golden = ["golden", "verify", "math", "cases.jsonl"];
    private static readonly string[] s_equivalence = ["data", "math", "answer_equivalence_cases.jsonl"];

    /// <summary>All rows, or those that the settings name. What needs the shared folder is left out, with a line on standard error, where that is absent.</summary>
    public static IEnumerable<BenchRow> Run(BenchSettings settings)
    {
        var parts = new (string Name, string[] File, Func<string, IEnumerable<BenchRow>> Rows)[]
        {
            ("verify/math/golden", s_golden, path => MathAgreement.Golden(path)),
            ("verify/math/equivalence", s_equivalence, path => [MathAgreement.Equivalence(path)]),
            ("verify/math/self/gsm8k", ["data", "gsm8k", "test.jsonl"], path => [MathAgreement.Self("verify/math/self/gsm8k", MathAgreement.WordProblems(path))]),
            ("verify/math/self/math500", ["data", "math", "math500.jsonl"], path => [MathAgreement.Self("verify/math/self/math500", MathAgreement.Competition(path))]),
            ("verify/math/self/math_train", ["data", "math", "math_train_answers.json"], path => [MathAgreement.Self("verify/math/self/math_train", MathAgreement.Training(path))]),
            ("verify/math/speed", s_golden, path => MathSpeed.Run(MathAgreement.Rows(path), settings)),
            ("verify/math/fuzz", s_golden, path => MathFuzz.Run([.. MathAgreement.Rows(path).SelectMany(row => new[] { Text(row, "gold"), Text(row, "prediction") })], settings.Cancellation)),
        };
        foreach (var (name, file, rows) in parts)
        {
            if (!settings.Wants(name, asked: false) && settings.Only?.StartsWith(name, StringComparison.Ordinal) is not true)
            {
                continue;
            }

            var path = Path.GetFullPath(Path.Combine([Repository.Require("bench verify"), "..", "shared", .. file]));
            if (!File.Exists(path))
            {
                Console.Error.WriteLine($"bench verify: {name} is left out: there is no {path}");
                continue;
            }

            foreach (var row in rows(path))
            {
                settings.Cancellation.ThrowIfCancellationRequested();
                yield return row;
            }
        }
    }

    /// <summary>Whether a verifier accepts.</summary>
    public static bool Accepts(MathVerifier verifier, string gold, string response, JsonElement options = default) =>
        verifier.Verify(new VerificationRequest("", gold, response) { Options = options }).Outcome == Outcome.Correct;

    /// <summary>A string of a row.</summary>
    public static string Text(JsonElement row, string key) => row.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String
        ? Ponder.Verification.Extraction.JsonText.Of(value)
        : throw new UserException($"bench verify: a row has no text '{key}': {row}");

    /// <summary>A row that counts.</summary>
    public static BenchRow Count(string name, string unit, double value) => new(name, value, unit, null, null, value, value, 1);
}
