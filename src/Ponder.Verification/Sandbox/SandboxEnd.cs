namespace Ponder.Verification.Sandbox;

/// <summary>Why a run in a sandbox ended.</summary>
internal enum SandboxEnd
{
    /// <summary>By itself, with an exit code.</summary>
    Exited,

    /// <summary>It used up its processor time.</summary>
    CpuLimit,

    /// <summary>It lasted too long without using its processor time.</summary>
    WallLimit,

    /// <summary>Its processes held too much memory.</summary>
    MemoryLimit,

    /// <summary>It wrote too much.</summary>
    OutputLimit,

    /// <summary>The supervisor ended it, because it needs nothing more from it.</summary>
    Stopped,

    /// <summary>Somebody outside killed the sandbox: not the job's fault.</summary>
    Killed,

    /// <summary>The sandbox did not start: not the job's fault.</summary>
    NeverStarted,
}
