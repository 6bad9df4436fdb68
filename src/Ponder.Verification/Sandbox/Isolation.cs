using System.ComponentModel;
using System.Diagnostics;

namespace Ponder.Verification.Sandbox;

/// <summary>Whether this machine can isolate programs.</summary>
/// <param name="IsAvailable">Whether programs can be run.</param>
/// <param name="Text">What was found.</param>
/// <param name="Mend">How to mend it; null where nothing is to mend.</param>
public sealed record Isolation(bool IsAvailable, string Text, string? Mend)
{
    private const string Install = "apt-get install -y bubblewrap util-linux";

    private static readonly Version s_least = new(0, 7, 0);

    private static readonly (string Mark, string Mend)[] s_mends =
    [
        ("proc", "the container hides parts of /proc: start it with --security-opt systempaths=unconfined"),
        ("apparmor", "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"),
        ("namespace", "allow user namespaces: sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000, and on Ubuntu kernel.apparmor_restrict_unprivileged_userns=0; a Docker container needs --security-opt seccomp=unconfined --security-opt apparmor=unconfined"),
        ("uid map", "allow user namespaces: on Ubuntu sysctl -w kernel.apparmor_restrict_unprivileged_userns=0; a Docker container needs --security-opt seccomp=unconfined --security-opt apparmor=unconfined"),
    ];

    /// <summary>Tries it: starts one sandbox with everything that programs get.</summary>
    public static Isolation Probe()
    {
        if (!OperatingSystem.IsLinux())
        {
            return new Isolation(false, "programs are run on Linux only", "run where there is Linux, for example in WSL 2");
        }

        return Version() switch
        {
            null => new Isolation(false, "bubblewrap is missing", Install),
            { } version when version < s_least => new Isolation(false, $"bubblewrap {version} is too old; {s_least} is needed", "install bubblewrap of Debian 12, Ubuntu 24.04 or later"),
            { } version => Try(version),
        };
    }

    private static Isolation Try(Version version)
    {
        try
        {
            using var launcher = new SandboxLauncher();
            using var session = launcher.Start(new SandboxSpec
            {
                Name = "probe",
                Command = ["/bin/sh", "-c", "printf '\\001'"],
                Limits = new SandboxLimits { CpuSeconds = 1, WallSeconds = 10 },
            }).GetAwaiter().GetResult();
            var result = session.Finish();
            var user = Posix.EffectiveUser() == 0 ? "a user of its own" : "this user";
            return result is { End: SandboxEnd.Exited, ExitCode: 0 }
                ? new Isolation(true, $"bubblewrap {version}: own namespaces, no network, read-only system, filtered system calls, {user} per run", null)
                : Refused(result.Errors.Trim());
        }
        catch (Exception e) when (e is Win32Exception or IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            return Refused(e.Message);
        }
    }

    private static Isolation Refused(string why)
    {
        var mend = s_mends.FirstOrDefault(row => why.Contains(row.Mark, StringComparison.OrdinalIgnoreCase)).Mend;
        return new Isolation(false, $"the sandbox does not start: {why}", mend ?? "programs are not run without isolation; run on a machine that allows user namespaces");
    }

    private static Version? Version()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("bwrap", "--version") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var words = process.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            process.WaitForExit();
            return words.Length > 0 && System.Version.TryParse(words[^1], out var version) ? version : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
