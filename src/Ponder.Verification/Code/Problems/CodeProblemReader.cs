using System.Globalization;
using System.Text.Json;
using Ponder.Text;
using Ponder.Verification.Code.Comparing;
using Ponder.Verification.Extraction;

namespace Ponder.Verification.Code.Problems;

/// <summary>Reads problems as data sets store them: JSON objects.</summary>
/// <remarks>
/// <c>tests</c> decides the kind: a text is a program of assertions (with <c>entry</c> and <c>prompt</c>); objects with
/// <c>input</c> and <c>expected</c> are runs of a program; objects with <c>args</c> and <c>expected</c> are calls of <c>entry</c>.
/// Further keys: <c>id</c> or <c>task</c>, <c>language</c>, <c>checker</c>, <c>time_limit_s</c>, <c>memory_limit_mb</c>.
/// </remarks>
public static class CodeProblemReader
{
    private const double MostSeconds = 3600, MostMegabytes = 1 << 20;

    private static readonly (string Name, CheckerKind Kind)[] s_checkers =
    [
        ("exact", CheckerKind.Exact), ("lines", CheckerKind.Lines), ("tokens", CheckerKind.Tokens), ("float", CheckerKind.Numbers),
        ("unordered_lines", CheckerKind.UnorderedLines), ("unordered_lines_unordered_tokens", CheckerKind.UnorderedLinesAndTokens),
        ("program", CheckerKind.Program),
    ];

    private static readonly string[] s_comparers = ["exact", "float", "any_order", "unordered"];

    /// <summary>Reads one problem.</summary>
    /// <exception cref="UserException">It is no problem; the message says what is missing.</exception>
    public static CodeProblem Read(JsonElement row)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            throw new UserException($"code problem: expected a JSON object, got {row.ValueKind}");
        }

        var id = Text(row, "id") ?? Text(row, "task") ?? "problem";
        if (!row.TryGetProperty("tests", out var tests))
        {
            throw new UserException($"code problem {id}: \"tests\" is missing; give a program of assertions, or an array of objects with input (or args) and expected");
        }

        CodeProblem problem = tests.ValueKind == JsonValueKind.String
            ? new TestProgramProblem(id, Needed(row, id, "entry"), Text(row, "prompt") ?? "", JsonText.Of(tests))
            : Cases(row, id, tests);
        return problem with
        {
            TimeSeconds = Limit(row, id, "time_limit_s", MostSeconds) ?? problem.TimeSeconds,
            MemoryBytes = Limit(row, id, "memory_limit_mb", MostMegabytes) is { } megabytes ? (long)(megabytes * (1 << 20)) : problem.MemoryBytes,
            Language = Text(row, "language"),
        };
    }

    /// <summary>Reads a checker; null stands for trimmed lines.</summary>
    /// <exception cref="UserException">There is no such checker.</exception>
    public static OutputChecker ReadChecker(JsonElement? checker)
    {
        if (checker is not { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } given)
        {
            return new OutputChecker(CheckerKind.Lines);
        }

        if (given.ValueKind is not (JsonValueKind.Object or JsonValueKind.String))
        {
            throw new UserException($"checker: expected an object with a type, or the name of a type, got {given.GetRawText()}");
        }

        var name = given.ValueKind == JsonValueKind.String ? given.GetString() : Text(given, "type");
        var row = s_checkers.FirstOrDefault(c => c.Name == name);
        if (row.Name is null)
        {
            throw new UserException($"checker: there is no \"{name}\"; known are {string.Join(", ", s_checkers.Select(c => c.Name))}");
        }

        return given.ValueKind == JsonValueKind.String ? new OutputChecker(row.Kind) : new OutputChecker(row.Kind)
        {
            Absolute = Tolerance(given, "abs"),
            Relative = Tolerance(given, "rel"),
            Program = row.Kind == CheckerKind.Program ? Needed(given, "checker", "program") : null,
            Language = Text(given, "language") ?? "python",
        };
    }

    private static CodeProblem Cases(JsonElement row, string id, JsonElement tests)
    {
        if (tests.ValueKind != JsonValueKind.Array)
        {
            throw new UserException($"code problem {id}: \"tests\" is {tests.ValueKind}; expected a text or an array");
        }

        JsonElement? checker = row.TryGetProperty("checker", out var given) ? given : null;
        var isCall = tests.EnumerateArray().Any(test => test.ValueKind == JsonValueKind.Object && test.TryGetProperty("args", out _));
        return isCall
            ? new CallProblem(id, Needed(row, id, "entry"), [.. tests.EnumerateArray().Select(test => Call(test, id))], Comparer(checker, id))
            : new StdioProblem(id, [.. tests.EnumerateArray().Select(test => new StdioTest(Needed(test, id, "input"), Needed(test, id, "expected")))], ReadChecker(checker));
    }

    private static CallTest Call(JsonElement test, string id) =>
        test.TryGetProperty("args", out var arguments) && arguments.ValueKind == JsonValueKind.Array && test.TryGetProperty("expected", out var expected)
            ? new CallTest(arguments.Clone(), expected.Clone())
            : throw new UserException($"code problem {id}: a test is {test.GetRawText()}; expected an object with an array args and expected");

    private static ValueComparer Comparer(JsonElement? checker, string id)
    {
        if (checker is not { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } given)
        {
            return new ValueComparer();
        }

        var type = given.ValueKind == JsonValueKind.String ? given.GetString() : Text(given, "type") ?? "exact";
        if (given.ValueKind is not (JsonValueKind.Object or JsonValueKind.String) || !s_comparers.Contains(type))
        {
            throw new UserException($"code problem {id}: results of calls are compared by {string.Join(", ", s_comparers)}; got the checker {given.GetRawText()}");
        }

        return new ValueComparer { Absolute = Tolerance(given, "abs"), Relative = Tolerance(given, "rel"), AnyOrder = type is "any_order" or "unordered" };
    }

    private static string Needed(JsonElement row, string id, string key) =>
        Text(row, key) ?? throw new UserException($"code problem {id}: \"{key}\" is missing or no text");

    private static string? Text(JsonElement row, string key) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? JsonText.Of(value) : null;

    private static double? Limit(JsonElement row, string id, string key, double most) => Number(row, key) is not { } limit ? null
        : limit > 0 && limit <= most ? limit
        : throw new UserException($"code problem {id}: \"{key}\" is {limit.ToString(CultureInfo.InvariantCulture)}; expected more than 0 and at most {most:0}");

    private static double Tolerance(JsonElement checker, string key) => Number(checker, key) is not { } given ? 0
        : given >= 0 ? given
        : throw new UserException($"checker: \"{key}\" is {given.ToString(CultureInfo.InvariantCulture)}; expected at least 0");

    private static double? Number(JsonElement row, string key) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
