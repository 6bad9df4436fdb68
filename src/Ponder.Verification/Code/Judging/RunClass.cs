using Ponder.Verification.Sandbox;

namespace Ponder.Verification.Code.Judging;

/// <summary>What the end of a run says about a program.</summary>
internal static class RunClass
{
    private const int MostShown = 200, FirstSignal = 128, BadSystemCall = FirstSignal + 31;

    private static readonly string[] s_memoryMarks = ["MemoryError", "std::bad_alloc", "heap out of memory", "OutOfMemoryException", "Out of memory"];
    private static readonly string[] s_processMarks = ["can't start new thread", "Resource temporarily unavailable"];

    // Frames of call stacks, and what Node.js and .NET write below the message itself.
    private static readonly string[] s_belowMessages = ["at ", "Node.js v", "---", "Repeat "];

    /// <summary>The failure of a run; null when it ended by itself with exit code 0.</summary>
    /// <exception cref="SandboxFailedException">The sandbox did not start, or was killed from outside.</exception>
    public static CodeVerdict? Failure(SandboxResult result) => result.End switch
    {
        SandboxEnd.NeverStarted => throw new SandboxFailedException($"the sandbox did not start: {LastLine(result.Errors)} (exit code {result.ExitCode})"),
        SandboxEnd.Killed => throw new SandboxFailedException($"the sandbox was killed from outside ({Code(result.ExitCode)})"),
        SandboxEnd.MemoryLimit => new CodeVerdict(CodeClass.MemoryLimit, "its processes held too much memory"),
        SandboxEnd.OutputLimit => new CodeVerdict(CodeClass.OutputLimit, "wrote too much"),
        SandboxEnd.Exited when result.ExitCode == 0 => null,
        _ when result.ReachedProcesses => new CodeVerdict(CodeClass.ProcessLimit, "started as many processes and threads as it may"),
        SandboxEnd.CpuLimit => new CodeVerdict(CodeClass.TimeLimit, "processor time used up"),
        SandboxEnd.WallLimit => new CodeVerdict(CodeClass.TimeLimit, "waited too long"),
        _ when result.ExitCode == 0 => null,
        _ when result.ExitCode == BadSystemCall => new CodeVerdict(CodeClass.Forbidden, "made a system call that the sandbox ends a program for"),
        _ when Marked(result.Errors, s_memoryMarks) is { } line => new CodeVerdict(CodeClass.MemoryLimit, line),
        _ when Marked(result.Errors, s_processMarks) is { } line => new CodeVerdict(CodeClass.ProcessLimit, line),
        _ => new CodeVerdict(CodeClass.RuntimeError, $"{Code(result.ExitCode)}: {Telling(result.Errors)}"),
    };

    /// <summary>The last line of a program's complaints that is not a frame of a call stack.</summary>
    public static string Telling(string errors) =>
        Lines(errors).LastOrDefault(line => !s_belowMessages.Any(below => line.StartsWith(below, StringComparison.Ordinal))) is { } line ? Short(line) : LastLine(errors);

    public static string LastLine(string errors) => Short(Lines(errors).LastOrDefault() ?? "no message");

    private static string? Marked(string errors, string[] marks) =>
        Lines(errors).LastOrDefault(line => marks.Any(mark => line.Contains(mark, StringComparison.Ordinal))) is { } line ? Short(line) : null;

    private static string Code(int code) => code > FirstSignal ? $"signal {code - FirstSignal}" : $"exit code {code}";

    private static string[] Lines(string errors) => errors.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Short(string line) => line.Length > MostShown ? line[..MostShown] + "…" : line;
}
