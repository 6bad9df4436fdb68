using Xunit;

namespace Ponder.EndToEnd.Tests.Training;

/// <summary>A fact that mounts a small file system and skips where that is not allowed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MountFactAttribute : FactAttribute
{
    public MountFactAttribute() => Skip = Mounting.SkipReason;
}

/// <summary>A theory that mounts a small file system and skips where that is not allowed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MountTheoryAttribute : TheoryAttribute
{
    public MountTheoryAttribute() => Skip = Mounting.SkipReason;
}

/// <summary>Whether this process may mount.</summary>
internal static class Mounting
{
    public static string? SkipReason { get; } = Try() ? null : "needs the right to mount a tmpfs (root, outside of an unprivileged container)";

    private static bool Try()
    {
        var folder = Directory.CreateTempSubdirectory("ponder-mount-").FullName;
        try
        {
            return Environment.IsPrivilegedProcess
                && DiskFullTests.Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder) == 0
                && DiskFullTests.Run("umount", folder) == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
        finally
        {
            Directory.Delete(folder);
        }
    }
}
