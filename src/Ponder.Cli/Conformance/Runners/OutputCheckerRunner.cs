using Ponder.Verification.Code;
using Ponder.Verification.Code.Problems;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>One output of <c>code/checker_cases.jsonl</c>.</summary>
internal sealed class OutputCheckerRunner : ICaseRunner
{
    public Comparison Run(ConformanceCase item, ConformanceContext context)
    {
        var row = context.Row(item);
        var verdict = CodeVerdictRunner.Judge(context).Check(
            CodeProblemReader.ReadChecker(row.GetProperty("checker")),
            row.GetProperty("input").GetString()!,
            row.GetProperty("output").GetString()!,
            row.GetProperty("expected").GetString()!);
        var comparison = new Comparison();
        comparison.Require(verdict.IsDecided, $"no verdict ({verdict.Class}: {verdict.Detail})");
        comparison.Equal("accept", row.GetProperty("accept").GetBoolean(), verdict.Class == CodeClass.Accepted);
        return comparison;
    }
}
