using System.Collections.Concurrent;
using Ponder.Verification.Code.Comparing;
using Ponder.Verification.Code.Languages;
using Ponder.Verification.Sandbox;

namespace Ponder.Verification.Code.Judging;

/// <summary>Runs checker programs, each time in a sandbox of its own; compiled ones are compiled once. Thread-safe.</summary>
internal sealed class CheckerRunner(SandboxPool pool)
{
    private const double Seconds = 10;
    private const long Memory = 512L << 20;
    private const int MostKept = 64;
    private readonly ConcurrentDictionary<(string Language, string Program), CodeBuild> _builds = new();

    /// <summary>The failure of an output; null when the checker accepts it.</summary>
    /// <remarks>The convention of testlib: exit code 0 accepts, 1 rejects, anything else is the checker's own failure.</remarks>
    public CodeVerdict? Run(OutputChecker checker, string input, byte[] output, string expected)
    {
        if (CodeLanguages.Find(checker.Language) is not { Runtime: not null } language || checker.Program is null)
        {
            return new CodeVerdict(CodeClass.TestSuiteInvalid, $"the checker's language {checker.Language} is not available");
        }

        var build = Build(language, checker.Program);
        if (build.Failure is { } broken)
        {
            return new CodeVerdict(CodeClass.TestSuiteInvalid, $"the checker does not compile: {broken.Detail}");
        }

        using var session = pool.Take(language.CheckerSpec(Seconds, Memory));
        foreach (var part in language.CheckInput(build, input, output, expected))
        {
            session.Send(part);
        }

        var result = session.Finish();
        return result switch
        {
            { End: SandboxEnd.NeverStarted or SandboxEnd.Killed } => RunClass.Failure(result),
            { End: SandboxEnd.Exited, ExitCode: 0 } => null,
            { End: SandboxEnd.Exited, ExitCode: 1 } => new CodeVerdict(CodeClass.WrongAnswer, "the checker rejects"),
            _ => new CodeVerdict(CodeClass.TestSuiteInvalid, $"the checker failed: {result.End}, exit code {result.ExitCode}: {RunClass.Telling(result.Errors)}"),
        };
    }

    private CodeBuild Build(CodeLanguage language, string program)
    {
        if (_builds.TryGetValue((language.Name, program), out var kept))
        {
            return kept;
        }

        var build = language.Build(program, null, pool);
        if (_builds.Count >= MostKept)
        {
            _builds.Clear();
        }

        _builds[(language.Name, program)] = build;
        return build;
    }
}
