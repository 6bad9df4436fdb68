using Ponder.Verification.Sandbox;

namespace Ponder.Verification.Code.Judging;

/// <summary>What the end of a run says about a program.</summary>
internal static class RunClass
{
    private const int MostShown = 200, FirstSignal = 128;

    private static readonly string[] s_memoryMarks = ["MemoryError", "std::bad_alloc", "heap out of memory", "OutOfMemoryException", "Out of memory"];

    /// <summary>The failure of a run; null when it ended by itself with exit code 0.</summary>
    /// <exception cref="SandboxFailedException">The sandbox did not start, or was killed from outside.</exception>
    public static CodeVerdict? Failure(SandboxResult result) => result.End switch
    {
        SandboxEnd.NeverStarted => throw new SandboxFailedException($"the sandbox did not start: {LastLine(result.Errors)} (exit code {result.ExitCode})"),
        SandboxEnd.Killed => throw new SandboxFailedException($"the sandbox was killed from outside ({Code(result.ExitCode)})"),
        SandboxEnd.CpuLimit => new CodeVerdict(CodeClass.TimeLimit, "processor time used up"),
        SandboxEnd.WallLimit => new CodeVerdict(CodeClass.TimeLimit, "waited too long"),
        SandboxEnd.MemoryLimit => new CodeVerdict(CodeClass.MemoryLimit, "its processes held too much memory"),
        SandboxEnd.OutputLimit => new CodeVerdict(CodeClass.OutputLimit, "wrote too much"),
        _ when result.ExitCode == 0 => null,
        _ when s_memoryMarks.Any(mark => result.Errors.Contains(mark, StringComparison.Ordinal)) => new CodeVerdict(CodeClass.MemoryLimit, LastLine(result.Errors)),
        _ => new CodeVerdict(CodeClass.RuntimeError, $"{Code(result.ExitCode)}: {LastLine(result.Errors)}"),
    };

    private static string Code(int code) => code > FirstSignal ? $"signal {code - FirstSignal}" : $"exit code {code}";

    public static string LastLine(string errors)
    {
        var line = errors.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "no message";
        return line.Length > MostShown ? line[..MostShown] + "…" : line;
    }
}
