using Ponder.Verification.Code.Problems;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>One program of <c>code/stdio_programs.jsonl</c> on the tests of its problem.</summary>
internal sealed class StdioProgramRunner : ICaseRunner
{
    public Comparison Run(ConformanceCase item, ConformanceContext context)
    {
        var row = context.Row(item);
        var problems = context.Once("code problems", () => CaseRows.Read(Path.Combine(item.Folder, "code", "stdio_problems.jsonl"))
            .ToDictionary(problem => problem.Id, problem => CodeProblemReader.Read(problem.Row), StringComparer.Ordinal));
        var verdict = CodeVerdictRunner.Judge(context).Judge(
            problems[row.GetProperty("problem").GetString()!], row.GetProperty("language").GetString()!, row.GetProperty("program").GetString()!);
        var (expected, got) = (row.GetProperty("verdict").GetString(), CodeVerdictRunner.Golden(verdict));
        var comparison = new Comparison();
        comparison.Require(got == expected, $"expected {expected}, got {got ?? "no verdict"} ({verdict.Class}: {verdict.Detail})");
        return comparison;
    }
}
