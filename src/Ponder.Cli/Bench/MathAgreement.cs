using System.Text.Json;
using Ponder.Verification.Mathematics;

namespace Ponder.Cli.Bench;

/// <summary>How far the mathematics verifier agrees with labels, and with references as their own answers.</summary>
internal static class MathAgreement
{
    /// <summary>The golden pairs: agreement and wrong answers that were accepted.</summary>
    public static IEnumerable<BenchRow> Golden(string path)
    {
        var verifier = new MathVerifier();
        var (rows, agreed, fooled) = (0, 0, 0);
        foreach (var row in Rows(path))
        {
            var (correct, expected) = (VerifyBench.Accepts(verifier, VerifyBench.Text(row, "gold"), VerifyBench.Text(row, "prediction")), row.GetProperty("expected").GetBoolean());
            rows++;
            agreed += correct == expected ? 1 : 0;
            fooled += correct && !expected ? 1 : 0;
        }

        yield return VerifyBench.Count("verify/math/golden/agreed", $"of {rows}", agreed);
        yield return VerifyBench.Count("verify/math/golden/false_accepts", $"of {rows}", fooled);
    }

    /// <summary>The pairs of another suite, disputed ones aside.</summary>
    public static BenchRow Equivalence(string path)
    {
        var verifier = new MathVerifier();
        var (rows, agreed) = (0, 0);
        foreach (var row in Rows(path).Where(row => !row.TryGetProperty("dispute", out _)))
        {
            var options = row.TryGetProperty("opts", out var given) ? given : default;
            rows++;
            agreed += VerifyBench.Accepts(verifier, VerifyBench.Text(row, "gold"), VerifyBench.Text(row, "pred"), options) == row.GetProperty("expect").GetBoolean() ? 1 : 0;
        }

        return VerifyBench.Count("verify/math/equivalence", $"of {rows}", agreed);
    }

    /// <summary>References against responses that state them.</summary>
    public static BenchRow Self(string name, IEnumerable<(string Gold, string Response)> pairs)
    {
        var verifier = new MathVerifier();
        var (rows, right) = (0, 0);
        foreach (var (gold, response) in pairs)
        {
            rows++;
            right += VerifyBench.Accepts(verifier, gold, response) ? 1 : 0;
        }

        return VerifyBench.Count(name, $"of {rows}", right);
    }

    /// <summary>GSM8K: the number behind <c>####</c> and the whole solution.</summary>
    public static IEnumerable<(string Gold, string Response)> WordProblems(string path) =>
        Rows(path).Select(row => VerifyBench.Text(row, "answer")).Select(answer => (answer[(answer.LastIndexOf("####", StringComparison.Ordinal) + 4)..].Trim(), answer));

    /// <summary>MATH-500: the answer and the answer in a box.</summary>
    public static IEnumerable<(string Gold, string Response)> Competition(string path) =>
        Rows(path).Select(row => VerifyBench.Text(row, "answer")).Select(answer => (answer, $"\\boxed{{{answer}}}"));

    /// <summary>The training answers of MATH that are not empty.</summary>
    public static IEnumerable<(string Gold, string Response)> Training(string path) => JsonElement.Parse(File.ReadAllText(path)).EnumerateArray()
        .Where(row => row.GetProperty("answer").ValueKind == JsonValueKind.String).Select(row => VerifyBench.Text(row, "answer")).Where(answer => answer.Length > 0)
        .Select(answer => (answer, $"\\boxed{{{answer}}}"));

    /// <summary>The rows of a file of JSON lines.</summary>
    public static JsonElement[] Rows(string path) => [.. File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonElement.Parse(line))];
}
