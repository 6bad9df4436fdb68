using System.Text;
using System.Text.Unicode;
using Ponder.Verification.Code.Comparing;
using Ponder.Verification.Code.Languages;
using Ponder.Verification.Code.Problems;
using Ponder.Verification.Sandbox;

namespace Ponder.Verification.Code.Judging;

/// <summary>Runs a program on the inputs of a problem, each in a sandbox of its own, and compares here.</summary>
internal static class StdioJudge
{
    public static CodeVerdict Judge(StdioProblem problem, CodeLanguage language, CodeBuild build, SandboxPool pool, CheckerRunner checkers)
    {
        for (var i = 0; i < problem.Tests.Count; i++)
        {
            var test = problem.Tests[i];
            var (failure, output) = Run(problem, language, build, test, pool);
            failure ??= Compare(problem.Checker, test.Input, output, test.Expected, checkers);
            if (failure is not null)
            {
                return failure with { Detail = $"test {i + 1}: {failure.Detail}", Passed = i, Tests = problem.Tests.Count };
            }
        }

        return CodeVerdict.Accepted with { Passed = problem.Tests.Count, Tests = problem.Tests.Count };
    }

    /// <summary>The failure of an output; null when it is right.</summary>
    public static CodeVerdict? Compare(OutputChecker checker, string input, byte[] output, string expected, CheckerRunner checkers)
    {
        if (checker.Kind == CheckerKind.Program)
        {
            return checkers.Run(checker, input, output, expected);
        }

        if (!Utf8.IsValid(output))
        {
            return new CodeVerdict(CodeClass.WrongAnswer, "its output is not UTF-8");
        }

        var comparison = checker.Compare(expected, Encoding.UTF8.GetString(output));
        return comparison.IsEqual ? null
            : new CodeVerdict(comparison.IsPresentation ? CodeClass.PresentationOnly : CodeClass.WrongAnswer, comparison.Detail);
    }

    private static (CodeVerdict? Failure, byte[] Output) Run(
        StdioProblem problem, CodeLanguage language, CodeBuild build, StdioTest test, SandboxPool pool)
    {
        using var session = pool.Take(language.Spec(problem.TimeSeconds, problem.MemoryBytes));
        foreach (var part in language.RunInput(build))
        {
            session.Send(part);
        }

        session.Send(Encoding.UTF8.GetBytes(test.Input));
        var result = session.Finish();
        return (RunClass.Failure(result), result.Output);
    }
}
