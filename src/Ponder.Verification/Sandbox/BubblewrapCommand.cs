using System.Globalization;

namespace Ponder.Verification.Sandbox;

/// <summary>The command line that starts one sandbox.</summary>
/// <remarks>
/// <c>sh</c> opens filter and status file and becomes <c>setpriv</c>, which gives root away and becomes <c>prlimit</c>, which sets the limits and
/// becomes <c>bwrap</c>, which makes the namespaces and starts the command. The first process inside is bubblewrap's own and belongs to
/// the run's user: a run that gets hold of it finds the same limits there.
/// </remarks>
internal static class BubblewrapCommand
{
    /// <summary>User and group inside the sandbox.</summary>
    private const string Nobody = "65534";

    private static readonly string[] s_systemLinks = ["/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"];

    /// <summary>Arguments of <c>/bin/sh</c>.</summary>
    /// <param name="spec">What runs.</param>
    /// <param name="filterFile">The system-call filter.</param>
    /// <param name="statusFile">Where bubblewrap notes how the command ended.</param>
    /// <param name="user">The user outside the sandbox; null to stay who we are.</param>
    public static IReadOnlyList<string> Build(SandboxSpec spec, string filterFile, string statusFile, uint? user)
    {
        List<string> words = ["-c", "status=$1; shift; exec \"$@\" 8>\"$status\" 9<\"$0\"", filterFile, statusFile];
        if (user is { } id)
        {
            words.AddRange(["setpriv", $"--reuid={id}", $"--regid={id}", "--clear-groups", "--no-new-privs", "--inh-caps=-all"]);
        }

        words.AddRange(Limits(spec.Limits));
        words.AddRange(user is null ? [] : [$"--nproc={spec.Limits.Processes}"]);
        words.AddRange(
        [
            "--", "bwrap", "--unshare-all", "--unshare-user", "--uid", Nobody, "--gid", Nobody, "--hostname", "sandbox",
            "--die-with-parent", "--new-session", "--seccomp", "9", "--json-status-fd", "8", "--cap-drop", "ALL",
            "--clearenv", "--setenv", "PATH", "/usr/local/bin:/usr/bin:/bin", "--setenv", "HOME", "/tmp", "--setenv", "LANG", "C.UTF-8",
        ]);
        foreach (var (name, value) in spec.Environment)
        {
            words.AddRange(["--setenv", name, value]);
        }

        words.AddRange(["--ro-bind", "/usr", "/usr"]);
        foreach (var link in s_systemLinks)
        {
            var info = new DirectoryInfo(link);
            words.AddRange(info switch
            {
                { Exists: false } => [],
                { LinkTarget: { } target } => ["--symlink", target, link],
                _ => ["--ro-bind", link, link],
            });
        }

        foreach (var folder in spec.Folders)
        {
            words.AddRange(["--ro-bind", folder, folder]);
        }

        var size = spec.Limits.FileBytes.ToString(CultureInfo.InvariantCulture);
        words.AddRange(
        [
            "--ro-bind-try", "/etc/alternatives", "/etc/alternatives", "--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache",
            "--proc", "/proc", "--dev", "/dev",

            // It reads as many zeros, but cannot be mapped into memory that no limit counts.
            "--dev-bind", "/dev/full", "/dev/zero",
            "--perms", "1777", "--size", size, "--tmpfs", "/dev/shm", "--perms", "1777", "--size", size, "--tmpfs", "/tmp",
            "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/tmp", "--",
        ]);
        words.AddRange(user is null ? CountedInside(spec.Limits.Processes) : []);
        words.AddRange(spec.Command);
        return words;
    }

    // The soft limit of processor time ends a run with a signal of its own, the hard one whatever the run does about that. A core limit of
    // one byte gives neither a file nor, as zero does, work for the collector that the machine may have for crashes.
    private static IEnumerable<string> Limits(SandboxLimits limits)
    {
        var seconds = (long)Math.Ceiling(limits.CpuSeconds);
        yield return "prlimit";
        yield return $"--cpu={seconds}:{seconds + 1}";
        yield return $"--nofile={limits.OpenFiles}";
        yield return $"--fsize={limits.FileBytes}";
        yield return $"--stack={limits.StackBytes}";
        yield return $"--core={(Posix.MayDumpCore() ? 1 : 0)}";
        yield return "--memlock=65536";
        yield return "--msgqueue=0";
        if (limits.AddressSpaceBytes > 0)
        {
            yield return $"--as={limits.AddressSpaceBytes}";
        }
    }

    // A user of the run's own has no other processes. Those of a person are counted inside the namespace only, first process included.
    private static IEnumerable<string> CountedInside(int processes) =>
        ["sh", "-c", "prlimit --pid 1 --nproc=\"$0\" && exec prlimit --nproc=\"$0\" -- \"$@\"", processes.ToString(CultureInfo.InvariantCulture)];
}
