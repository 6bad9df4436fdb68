using System.Globalization;

namespace Ponder.Verification.Sandbox;

/// <summary>What a process and all its descendants use, read from <c>/proc</c>.</summary>
internal static class ProcessTree
{
    private const int MostProcesses = 1024;

    // Linux gives both to programs as constants of the platform: ticks of 10 ms; pages of 4 KiB on the common kernels.
    private const double TicksPerSecond = 100;

    /// <summary>Resident bytes and processor seconds, those of ended children included.</summary>
    public static (long MemoryBytes, double CpuSeconds) Measure(int root)
    {
        var (memory, ticks) = (0L, 0L);
        var left = new Stack<int>([root]);
        for (var seen = 0; seen < MostProcesses && left.TryPop(out var id); seen++)
        {
            try
            {
                memory += Pages($"/proc/{id}/statm") * Environment.SystemPageSize;
                ticks += Ticks($"/proc/{id}/stat");
                foreach (var task in Directory.EnumerateDirectories($"/proc/{id}/task"))
                {
                    foreach (var child in File.ReadAllText($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    {
                        left.Push(int.Parse(child, CultureInfo.InvariantCulture));
                    }
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It ended while we looked.
            }
        }

        return (memory, ticks / TicksPerSecond);
    }

    private static long Pages(string statm) => File.ReadAllText(statm).Split(' ') is [_, var resident, ..]
        ? long.Parse(resident, CultureInfo.InvariantCulture)
        : 0;

    // The name in brackets may hold blanks and brackets; the numbers come after the last one.
    private static long Ticks(string stat)
    {
        var text = File.ReadAllText(stat);
        var fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length < 15 ? 0 : fields.Skip(11).Take(4).Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
    }
}
