using System.Globalization;

namespace Ponder.Verification.Sandbox;

/// <summary>What a process and all its descendants use, read from <c>/proc</c>.</summary>
internal static class ProcessTree
{
    private const int MostProcesses = 1024;

    // Linux gives it to programs as a constant of the platform: ticks of 10 ms.
    private const double TicksPerSecond = 100;

    // What the kernel holds for a file of a memory disk besides its contents, and for a socket: its buffer.
    private const long BytesPerFile = 1 << 10, UsualSocketBytes = 208 << 10;

    // Pages of files are the machine's cache, or lie on the memory disks, which are small.
    private static readonly string[] s_ownMemory = ["RssAnon:", "VmSwap:", "VmPTE:"];

    private static readonly Lazy<long> s_socketBytes = new(() =>
        TryRead("/proc/sys/net/core/wmem_default") is { } text && long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var bytes) ? bytes : UsualSocketBytes);

    /// <summary>
    /// Bytes that belong to the processes alone, in memory or swapped out, or are held for them by the kernel; and processor seconds,
    /// those of ended children included; processes and threads.
    /// </summary>
    /// <param name="root">The process that stands outside the sandbox.</param>
    public static (long MemoryBytes, double CpuSeconds, int Threads) Measure(int root)
    {
        var (memory, ticks) = (0L, 0L);
        var members = Members(root, out var threads);
        foreach (var id in members)
        {
            memory += OwnMemory(id);
            ticks += Ticks(TryRead($"/proc/{id}/stat") ?? "");
        }

        return (memory + (members.Count > 1 ? KernelMemory(members[1]) : 0), ticks / TicksPerSecond, threads);
    }

    // A process and its descendants, and how many threads they have together.
    private static List<int> Members(int root, out int threads)
    {
        List<int> members = [];
        threads = 0;
        var left = new Stack<int>([root]);
        while (members.Count < MostProcesses && left.TryPop(out var id))
        {
            members.Add(id);
            foreach (var task in Tasks(id))
            {
                threads++;
                foreach (var child in (TryRead($"{task}/children") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    left.Push(int.Parse(child, CultureInfo.InvariantCulture));
                }
            }
        }

        return members;
    }

    // Where the first thread has ended, the others tell.
    private static long OwnMemory(int id)
    {
        var kibibytes = OwnMemory($"/proc/{id}") ?? Tasks(id).Select(OwnMemory).FirstOrDefault(found => found is not null) ?? 0;
        return kibibytes << 10;
    }

    private static long? OwnMemory(string folder)
    {
        long? sum = null;
        foreach (var line in (TryRead(folder + "/status") ?? "").AsSpan().EnumerateLines())
        {
            foreach (var name in s_ownMemory)
            {
                if (line.StartsWith(name, StringComparison.Ordinal))
                {
                    var number = line[name.Length..].Trim();
                    sum = (sum ?? 0) + long.Parse(number[..number.IndexOf(' ')], CultureInfo.InvariantCulture);
                }
            }
        }

        return sum;
    }

    private static long KernelMemory(int inside)
    {
        var files = Posix.Files($"/proc/{inside}/root/tmp") + Posix.Files($"/proc/{inside}/root/dev/shm");
        var sockets = 0L;
        foreach (var line in (TryRead($"/proc/{inside}/net/protocols") ?? "").Split('\n'))
        {
            // protocol, size, sockets, …
            if (line.StartsWith("UNIX", StringComparison.Ordinal) && line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, var count, ..])
            {
                sockets += long.TryParse(count, NumberStyles.Integer, CultureInfo.InvariantCulture, out var some) ? some : 0;
            }
        }

        return (files * BytesPerFile) + (sockets * s_socketBytes.Value);
    }

    // The name in brackets may hold blanks and brackets; the numbers come after the last one.
    private static long Ticks(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length < 15 ? 0 : fields.Skip(11).Take(4).Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
    }

    // A process may end while we look.
    private static string[] Tasks(int id)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{id}/task");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string? TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
