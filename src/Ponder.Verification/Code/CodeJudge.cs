using System.Text;
using Ponder.Verification.Code.Comparing;
using Ponder.Verification.Code.Judging;
using Ponder.Verification.Code.Languages;
using Ponder.Verification.Code.Problems;
using Ponder.Verification.Sandbox;

namespace Ponder.Verification.Code;

/// <summary>Judges programs in sandboxes. Thread-safe; keeps sandboxes ready until it is disposed.</summary>
public sealed class CodeJudge : IDisposable
{
    private const int Attempts = 3, LongestSource = 64 << 10, WaitingSandboxes = 2;
    private readonly SandboxPool _pool = new(WaitingSandboxes);
    private readonly CheckerRunner _checkers;
    private readonly Lazy<Isolation> _isolation = new(Isolation.Probe);
    private readonly SemaphoreSlim _places = new(Math.Max(2, Environment.ProcessorCount));

    /// <summary>Starts nothing before it is asked.</summary>
    public CodeJudge() => _checkers = new CheckerRunner(_pool);

    /// <summary>The names of the languages.</summary>
    public static IReadOnlyList<string> Languages { get; } = [.. CodeLanguages.All.Select(language => language.Name)];

    /// <summary>Whether this machine can isolate programs; found out once.</summary>
    public Isolation Isolation => _isolation.Value;

    /// <summary>The languages, the programs that run them, and the packages that bring those.</summary>
    public static IEnumerable<(string Name, string? Runtime, string Package)> Runtimes =>
        CodeLanguages.All.Select(language => (language.Name, language.Runtime, language.Package));

    /// <summary>Whether a name is that of a language, or another name of one.</summary>
    public static bool IsLanguage(string name) => CodeLanguages.Find(name) is not null;

    /// <summary>Judges one program.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="language">The language of the program, a name of <see cref="Languages"/> or another name of it.</param>
    /// <param name="source">The program: hostile text.</param>
    public CodeVerdict Judge(CodeProblem problem, string language, string source)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(language);
        ArgumentNullException.ThrowIfNull(source);
        if (CodeLanguages.Find(language) is not { } found)
        {
            return new CodeVerdict(CodeClass.TestSuiteInvalid, $"there is no language \"{language}\"; known are {string.Join(", ", Languages)}");
        }

        if (found.Runtime is null)
        {
            return new CodeVerdict(CodeClass.SandboxError, $"{found.Name} is not installed; apt-get install -y {found.Package}");
        }

        return Unsound(problem, found) is { } unsound ? new CodeVerdict(CodeClass.TestSuiteInvalid, unsound)
            : source.Length > LongestSource ? new CodeVerdict(CodeClass.CompileError, $"longer than {LongestSource} characters")
            : Retry(() => Run(problem, found, source));
    }

    /// <summary>Whether a checker accepts an output.</summary>
    public CodeVerdict Check(OutputChecker checker, string input, string output, string expected)
    {
        ArgumentNullException.ThrowIfNull(checker);
        var bytes = Encoding.UTF8.GetBytes(output);
        CodeVerdict Compare() => StdioJudge.Compare(checker, input, bytes, expected, _checkers) ?? CodeVerdict.Accepted;
        return checker.Kind == CheckerKind.Program ? Retry(Compare) : Compare();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pool.Dispose();
        _places.Dispose();
    }

    private static string? Unsound(CodeProblem problem, CodeLanguage language) => problem switch
    {
        StdioProblem { Tests.Count: 0 } or CallProblem { Tests.Count: 0 } => "the problem has no tests",
        TestProgramProblem when !language.RunsTests => $"programs of assertions cannot be written in {language.Name}",
        _ => null,
    };

    private CodeVerdict Run(CodeProblem problem, CodeLanguage language, string source)
    {
        var entry = problem switch
        {
            CallProblem call => call.Entry,
            TestProgramProblem tests => tests.Entry,
            _ => null,
        };
        var build = language.Build(source, entry, _pool);
        return build.Failure ?? problem switch
        {
            StdioProblem stdio => StdioJudge.Judge(stdio, language, build, _pool, _checkers),
            CallProblem call => CallJudge.Judge(call, language, build, _pool),
            TestProgramProblem tests => TestProgramJudge.Judge(tests, language, build, _pool),
            _ => throw new NotSupportedException($"{problem.GetType().Name} is no kind of problem"),
        };
    }

    // Without isolation nothing runs.
    private CodeVerdict Retry(Func<CodeVerdict> run)
    {
        if (!Isolation.IsAvailable)
        {
            return new CodeVerdict(CodeClass.SandboxError, $"this machine cannot isolate programs: {Isolation.Text}");
        }

        _places.Wait();
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return run();
                }
                catch (SandboxFailedException e) when (attempt == Attempts)
                {
                    return new CodeVerdict(CodeClass.SandboxError, e.Message);
                }
                catch (SandboxFailedException)
                {
                    // Tried again.
                }
            }
        }
        finally
        {
            _places.Release();
        }
    }
}
