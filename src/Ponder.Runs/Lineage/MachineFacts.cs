using System.Globalization;
using System.Runtime.InteropServices;

namespace Ponder.Runs.Lineage;

/// <summary>The machine that a run ran on.</summary>
public sealed record MachineFacts
{
    /// <summary>The processor as it names itself.</summary>
    public required string Cpu { get; init; }

    /// <summary>Logical processors that the process may use.</summary>
    public required int Cores { get; init; }

    /// <summary>Physical memory, bytes.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>The operating system.</summary>
    public required string Os { get; init; }

    /// <summary>The .NET runtime.</summary>
    public required string DotNet { get; init; }

    /// <summary>The native library: versions of libtorch and oneDNN, instruction set, threads; null in runs without tensors.</summary>
    public string? Native { get; init; }

    /// <summary>Reads the facts of this machine.</summary>
    /// <param name="native">What the native library says of itself.</param>
    public static MachineFacts Read(string? native) => new()
    {
        Cpu = Field("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Cores = Environment.ProcessorCount,
        MemoryBytes = MemoryTotal() ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        Os = Field("/etc/os-release", "PRETTY_NAME")?.Trim('"') ?? RuntimeInformation.OSDescription,
        DotNet = RuntimeInformation.FrameworkDescription,
        Native = native,
    };

    private static long? MemoryTotal() =>
        Field("/proc/meminfo", "MemTotal")?.Split(' ')[0] is { } kilobytes
        && long.TryParse(kilobytes, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number * 1024 : null;

    private static string? Field(string file, string name) =>
        File.Exists(file)
            ? (from line in File.ReadLines(file)
               let parts = line.Split([':', '='], 2)
               where parts.Length == 2 && parts[0].Trim() == name
               select parts[1].Trim()).FirstOrDefault()
            : null;
}
