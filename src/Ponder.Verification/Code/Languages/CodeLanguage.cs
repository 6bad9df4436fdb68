using Ponder.Verification.Sandbox;

namespace Ponder.Verification.Code.Languages;

/// <summary>A programming language that submissions may be written in.</summary>
internal abstract class CodeLanguage
{
    /// <summary>The name that problems and the command line use.</summary>
    public abstract string Name { get; }

    /// <summary>Other names, also of fenced blocks.</summary>
    public abstract IReadOnlyList<string> Aliases { get; }

    /// <summary>The package that Debian has for it.</summary>
    public abstract string Package { get; }

    /// <summary>The program that it needs, or null when this machine lacks it.</summary>
    public abstract string? Runtime { get; }

    /// <summary>Whether programs of assertions can be written in it.</summary>
    public virtual bool RunsTests => false;

    /// <summary>The specification of a sandbox that runs programs.</summary>
    public abstract SandboxSpec Spec(double seconds, long memoryBytes);

    /// <summary>Makes a runnable program out of a source text.</summary>
    /// <param name="source">The source text.</param>
    /// <param name="entry">The function that will be called; null for a program that reads standard input.</param>
    /// <param name="pool">Where a compiler runs.</param>
    public abstract CodeBuild Build(string source, string? entry, SandboxPool pool);

    /// <summary>What goes to the loader before the input of the program itself.</summary>
    public abstract IEnumerable<ReadOnlyMemory<byte>> RunInput(CodeBuild build);

    /// <summary>What goes to the loader before the first call.</summary>
    public abstract IEnumerable<ReadOnlyMemory<byte>> CallInput(CodeBuild build);

    /// <summary>What goes to the loader of a program of assertions.</summary>
    public virtual IEnumerable<ReadOnlyMemory<byte>> TestsInput(string prompt, string tests, string entry) =>
        throw new NotSupportedException($"tests cannot be written in {Name}");

    /// <summary>The specification of a sandbox that runs checkers.</summary>
    public virtual SandboxSpec CheckerSpec(double seconds, long memoryBytes) => Spec(seconds, memoryBytes);

    /// <summary>What goes to the loader of a checker.</summary>
    public abstract IEnumerable<ReadOnlyMemory<byte>> CheckInput(CodeBuild checker, string input, ReadOnlyMemory<byte> output, string expected);

    /// <summary>The first of some files that exists.</summary>
    protected static string? Find(params string[] paths) => paths.FirstOrDefault(File.Exists);
}
