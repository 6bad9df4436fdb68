using System.Text.Json;
using Ponder.Verification.Code;
using Ponder.Verification.Code.Problems;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>One program of <c>code/verdicts.jsonl</c>, tested by the assertions of <c>code/tests.jsonl</c>.</summary>
internal sealed class CodeVerdictRunner : ICaseRunner
{
    /// <summary>What a class of ours is called in the golden files; null where there is no verdict.</summary>
    public static string? Golden(CodeVerdict verdict) => verdict.Class switch
    {
        CodeClass.Accepted => "pass",
        CodeClass.WrongAnswer or CodeClass.PresentationOnly => "wrong",
        CodeClass.TimeLimit => "timeout",
        _ => verdict.IsDecided ? "error" : null,
    };

    /// <summary>The judge that the cases of an area share.</summary>
    public static CodeJudge Judge(ConformanceContext context) => context.Once("code judge", () => new CodeJudge());

    public Comparison Run(ConformanceCase item, ConformanceContext context)
    {
        var row = context.Row(item);
        var (task, language) = (row.GetProperty("task").GetString()!, row.GetProperty("language").GetString()!);
        var problems = context.Once("code tests", () => Problems(item.Folder));
        var verdict = Judge(context).Judge(problems[(task, language)], language, row.GetProperty("program").GetString()!);
        var (expected, got) = (row.GetProperty("verdict").GetString(), Golden(verdict));
        var comparison = new Comparison();
        comparison.Require(
            expected == "cheat" ? got is not (null or "pass") : got == expected,
            $"expected {expected}, got {got ?? "no verdict"} ({verdict.Class}: {verdict.Detail})");
        return comparison;
    }

    private static Dictionary<(string Task, string Language), CodeProblem> Problems(string folder) =>
        CaseRows.Read(Path.Combine(folder, "code", "tests.jsonl"))
            .ToDictionary(row => (Text(row.Row, "task"), Text(row.Row, "language")), row => CodeProblemReader.Read(row.Row));

    private static string Text(JsonElement row, string key) => row.GetProperty(key).GetString()!;
}
