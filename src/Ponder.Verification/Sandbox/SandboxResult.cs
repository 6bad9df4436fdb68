namespace Ponder.Verification.Sandbox;

/// <summary>What a run in a sandbox left.</summary>
/// <param name="End">Why it ended.</param>
/// <param name="ExitCode">The exit code; 128 and the signal for a signal.</param>
/// <param name="Output">Standard output, up to its limit.</param>
/// <param name="Errors">Standard error, its beginning.</param>
internal sealed record SandboxResult(SandboxEnd End, int ExitCode, byte[] Output, string Errors)
{
    /// <summary>Whether it was seen with as many processes and threads as it may have.</summary>
    public bool ReachedProcesses { get; init; }
}
