namespace Ponder.Verification.Sandbox;

/// <summary>What one run in a sandbox may use.</summary>
public sealed record SandboxLimits
{
    /// <summary>Processor seconds of one process; rounded up. The processes of a run together get one second more.</summary>
    public double CpuSeconds { get; init; } = 10;

    /// <summary>
    /// Seconds until a run ends that uses no processor. They are counted in ticks of the supervising process, so that a machine
    /// that stands still ends no run.
    /// </summary>
    public double WallSeconds { get; init; } = 30;

    /// <summary>Bytes that all processes of a run together hold in memory, kernel and swap; pages of files do not count.</summary>
    public long MemoryBytes { get; init; } = 512L << 20;

    /// <summary>Bytes of address space of one process; 0 for no limit.</summary>
    public long AddressSpaceBytes { get; init; }

    /// <summary>Bytes of stack of one process.</summary>
    public long StackBytes { get; init; } = 8L << 20;

    /// <summary>Bytes of standard output, and of standard error.</summary>
    public int OutputBytes { get; init; } = 1 << 20;

    /// <summary>Bytes of one file, and of all files of a run together.</summary>
    public long FileBytes { get; init; } = 16L << 20;

    /// <summary>Processes and threads.</summary>
    public int Processes { get; init; } = 64;

    /// <summary>Open files of one process.</summary>
    public int OpenFiles { get; init; } = 256;
}
