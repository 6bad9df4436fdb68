namespace Ponder.Cli.Data;

/// <summary>A clock that runs while this process has a processor: rates do not depend on what else the machine does.</summary>
internal sealed class ProcessorTime : TimeProvider
{
    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => Environment.CpuUsage.TotalTime.Ticks;
}
