using System.Globalization;
using System.Runtime.InteropServices;
using Ponder.Runs.Lineage;

namespace Ponder.Cli.Doctor;

/// <summary>Processor, memory, disk, runtime.</summary>
internal static class MachineChecks
{
    private const double Gibibyte = 1L << 30;
    private const double EnoughMemory = 4 * Gibibyte, LeastMemory = 1.5 * Gibibyte;
    private const double EnoughDisk = 5 * Gibibyte, LeastDisk = 0.5 * Gibibyte;

    public static IEnumerable<Finding> Run(string workingFolder)
    {
        var machine = MachineFacts.Read(native: null);
        yield return new Finding("system", Health.Green, $"{machine.Os}, {machine.DotNet}, {RuntimeInformation.ProcessArchitecture}");
        yield return Processor(machine);
        yield return InstructionSet(Words("/proc/cpuinfo", "flags"));
        yield return Memory(machine.MemoryBytes, Kibibytes("MemAvailable") ?? machine.MemoryBytes);
        yield return Disk(workingFolder, new DriveInfo(workingFolder).AvailableFreeSpace);
    }

    internal static Finding InstructionSet(IReadOnlySet<string> flags)
    {
        string[] notable = ["avx2", "avx512f", "avx512_bf16", "amx_bf16"];
        var found = string.Join(", ", notable.Where(flags.Contains));
        return flags.Contains("avx512f") && flags.Contains("avx512_bf16")
            ? new Finding("instructions", Health.Green, found)
            : flags.Contains("avx2") || flags.Contains("avx512f")
                ? new Finding("instructions", Health.Yellow, found, "fp32 is fast; bf16 is emulated on this processor: prefer precision fp32")
                : new Finding("instructions", Health.Yellow, "no AVX2", "the portable kernels are several times slower; a processor from 2015 or later helps");
    }

    internal static Finding Memory(double total, double available)
    {
        var text = $"{Gib(available)} of {Gib(total)} free";
        return available >= EnoughMemory
            ? new Finding("memory", Health.Green, text)
            : new Finding("memory", available < LeastMemory ? Health.Red : Health.Yellow, text, "quickstart needs about 1 GiB, SmolLM2-135M about 6 GiB; end other programs");
    }

    internal static Finding Disk(string folder, double available)
    {
        var text = $"{Gib(available)} free in {folder}";
        return available >= EnoughDisk
            ? new Finding("disk", Health.Green, text)
            : new Finding("disk", available < LeastDisk ? Health.Red : Health.Yellow, text, "checkpoints are written here; make room or run elsewhere");
    }

    private static Finding Processor(MachineFacts machine)
    {
        var online = Words("/sys/devices/system/cpu/online");
        var note = machine.Cores == 1 ? " (one core: everything works, slowly)" : "";
        return new Finding("processor", machine.Cores == 1 ? Health.Yellow : Health.Green, $"{machine.Cpu}, {machine.Cores} logical cores{note}", Restricted(online, machine.Cores));
    }

    private static string? Restricted(HashSet<string> online, int cores) =>
        online.Count == 1 && online.First().Split('-') is [_, var last]
        && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var highest) && highest + 1 > cores
            ? $"this process may use {cores} of {highest + 1} cores (affinity or container limit)"
            : null;

    private static string Gib(double bytes) => (bytes / Gibibyte).ToString("0.0", CultureInfo.InvariantCulture) + " GiB";

    private static double? Kibibytes(string field)
    {
        var words = File.Exists("/proc/meminfo")
            ? File.ReadLines("/proc/meminfo").FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal))?.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            : null;
        return words is [_, var number, ..] ? double.Parse(number, CultureInfo.InvariantCulture) * 1024 : null;
    }

    private static HashSet<string> Words(string file, string? field = null)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        var line = File.ReadLines(file).FirstOrDefault(line => field is null || line.StartsWith(field, StringComparison.Ordinal)) ?? "";
        var value = field is null ? line : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return [.. value.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }
}
