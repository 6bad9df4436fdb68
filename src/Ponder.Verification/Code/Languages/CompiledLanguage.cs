using Ponder.Verification.Code.Judging;
using Ponder.Verification.Sandbox;

namespace Ponder.Verification.Code.Languages;

/// <summary>A language whose programs are compiled, in a sandbox too, before they run.</summary>
internal abstract class CompiledLanguage : CodeLanguage
{
    private const int MostMessages = 3;

    /// <summary>The sandbox of the compiler: it writes the executable to standard output.</summary>
    protected abstract SandboxSpec CompilerSpec { get; }

    /// <summary>The loader that runs a program.</summary>
    protected abstract string RunScript { get; }

    /// <summary>The loader that runs a checker.</summary>
    protected abstract string CheckScript { get; }

    /// <summary>The sandbox of a program under one of the loaders.</summary>
    protected abstract SandboxSpec Spec(string name, string script, double seconds, long memoryBytes);

    /// <summary>What goes to the compiler.</summary>
    protected abstract IEnumerable<ReadOnlyMemory<byte>> CompilerInput(string source, string? entry);

    /// <summary>Whether a line of the compiler's messages tells an error.</summary>
    protected abstract bool IsError(string line);

    public override CodeBuild Build(string source, string? entry, SandboxPool pool)
    {
        using var session = pool.Take(CompilerSpec);
        foreach (var part in CompilerInput(source, entry))
        {
            session.Send(part);
        }

        var result = session.Finish();
        return RunClass.Failure(result) is { } failure ? new CodeBuild(null, new CodeVerdict(CodeClass.CompileError, Message(result, failure)))
            : result.Output.Length == 0 ? new CodeBuild(null, new CodeVerdict(CodeClass.CompileError, "the compiler made nothing"))
            : new CodeBuild(result.Output, null);
    }

    public override IEnumerable<ReadOnlyMemory<byte>> RunInput(CodeBuild build) => [Loader.Framed(build.Program!)];

    public override IEnumerable<ReadOnlyMemory<byte>> CallInput(CodeBuild build) => RunInput(build);

    public override IEnumerable<ReadOnlyMemory<byte>> CheckInput(CodeBuild checker, string input, ReadOnlyMemory<byte> output, string expected) =>
        [Loader.Framed(input), Loader.Framed(output.Span), Loader.Framed(expected), Loader.Framed(checker.Program!)];

    public override SandboxSpec Spec(double seconds, long memoryBytes) => Spec(Name, RunScript, seconds, memoryBytes);

    public override SandboxSpec CheckerSpec(double seconds, long memoryBytes) => Spec(Name + " checker", CheckScript, seconds, memoryBytes);

    private string Message(SandboxResult result, CodeVerdict failure)
    {
        var errors = result.Errors.Split('\n').Where(IsError).Take(MostMessages).Select(RunClass.LastLine).ToArray();
        return errors.Length > 0 ? string.Join("; ", errors) : $"the compiler ended: {failure.Detail}";
    }
}
