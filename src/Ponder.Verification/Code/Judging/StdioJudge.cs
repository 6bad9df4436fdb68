using System.Text;
using Ponder.Verification.Code.Comparing;
using Ponder.Verification.Code.Languages;
using Ponder.Verification.Code.Problems;
using Ponder.Verification.Sandbox;

namespace Ponder.Verification.Code.Judging;

/// <summary>Runs a program on the inputs of a problem, each in a sandbox of its own, and compares here.</summary>
internal static class StdioJudge
{
    private const double CheckerSeconds = 10;
    private const long CheckerMemory = 512L << 20;

    public static CodeVerdict Judge(StdioProblem problem, CodeLanguage language, CodeBuild build, SandboxPool pool)
    {
        for (var i = 0; i < problem.Tests.Count; i++)
        {
            var test = problem.Tests[i];
            var (failure, output) = Run(problem, language, build, test, pool);
            failure ??= Compare(problem.Checker, test.Input, output, test.Expected, pool);
            if (failure is not null)
            {
                return failure with { Detail = $"test {i + 1}: {failure.Detail}", Passed = i, Tests = problem.Tests.Count };
            }
        }

        return CodeVerdict.Accepted with { Passed = problem.Tests.Count, Tests = problem.Tests.Count };
    }

    /// <summary>The failure of an output; null when it is right.</summary>
    public static CodeVerdict? Compare(OutputChecker checker, string input, byte[] output, string expected, SandboxPool pool)
    {
        if (checker.Kind == CheckerKind.Program)
        {
            return RunChecker(checker, input, output, expected, pool);
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

    // The convention of testlib: 0 accepts, 1 rejects, anything else is the checker's own failure.
    private static CodeVerdict? RunChecker(OutputChecker checker, string input, byte[] output, string expected, SandboxPool pool)
    {
        if (CodeLanguages.Find(checker.Language) is not { Runtime: not null } language || checker.Program is null)
        {
            return new CodeVerdict(CodeClass.TestSuiteInvalid, $"the checker's language {checker.Language} is not available");
        }

        using var session = pool.Take(language.Spec(CheckerSeconds, CheckerMemory));
        foreach (var part in language.CheckInput(checker.Program, input, output, expected))
        {
            session.Send(part);
        }

        var result = session.Finish();
        return result switch
        {
            { End: SandboxEnd.NeverStarted or SandboxEnd.Killed } => RunClass.Failure(result),
            { End: SandboxEnd.Exited, ExitCode: 0 } => null,
            { End: SandboxEnd.Exited, ExitCode: 1 } => new CodeVerdict(CodeClass.WrongAnswer, "the checker rejects"),
            _ => new CodeVerdict(CodeClass.TestSuiteInvalid, $"the checker failed: {result.End}, exit code {result.ExitCode}: {RunClass.LastLine(result.Errors)}"),
        };
    }
}
