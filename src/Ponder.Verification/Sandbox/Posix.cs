using System.Globalization;
using System.Runtime.InteropServices;

namespace Ponder.Verification.Sandbox;

/// <summary>The calls of the C library that the supervision of processes needs.</summary>
internal static partial class Posix
{
    public const short Readable = 1, Writable = 4, Failed = 8, HungUp = 16;
    public const int Again = 11, Interrupted = 4;
    private const int SetDescriptorFlags = 2, GetFlags = 3, SetFlags = 4, NonBlocking = 0x800, CloseOnExec = 1;
    private const int FirstInherited = 3, CloseRangeOnExec = 4, CoreLimit = 4;
    private const nint PidfdOpen = 434, CloseRange = 436;

    // struct statvfs begins with eight numbers of the machine's width: …, files, free files, …
    private const int FileSystemWords = 32, FilesWord = 5, FreeFilesWord = 6;

    [StructLayout(LayoutKind.Sequential)]
    public struct Watched
    {
        public int Descriptor;
        public short Wanted;
        public short Seen;
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(ref Watched watched, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, ref byte buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, in byte buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    public static partial int ChangeOwner(int descriptor, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    private static partial int Limit(int resource, ref ulong softAndHard);

    [LibraryImport("libc", EntryPoint = "statvfs", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int FileSystem(string path, ref ulong words);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int descriptor, int command, nint argument);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint first, nint second, nint third);

    /// <summary>A descriptor that becomes readable when the process ends; negative where the kernel has none.</summary>
    public static int OpenProcess(int id) => (int)SystemCall(PidfdOpen, id, 0, 0);

    /// <summary>Whether processes that are started from now on may write core files.</summary>
    public static bool MayDumpCore()
    {
        Span<ulong> softAndHard = stackalloc ulong[2];
        return Limit(CoreLimit, ref softAndHard[0]) != 0 || softAndHard[1] > 0;
    }

    /// <summary>How many files and folders a file system holds; 0 where it cannot be asked.</summary>
    public static long Files(string path)
    {
        Span<ulong> words = stackalloc ulong[FileSystemWords];
        return FileSystem(path, ref words[0]) == 0 ? (long)(words[FilesWord] - words[FreeFilesWord]) : 0;
    }

    /// <summary>Makes reads and writes return at once.</summary>
    public static void MakeNonBlocking(int descriptor) =>
        _ = Control(descriptor, SetFlags, Control(descriptor, GetFlags, 0) | NonBlocking);

    /// <summary>
    /// Keeps every open descriptor but the standard ones from the programs that are started from now on; also those that this process
    /// inherited, which are open for them otherwise.
    /// </summary>
    public static void KeepDescriptors()
    {
        if (SystemCall(CloseRange, FirstInherited, int.MaxValue, CloseRangeOnExec) == 0)
        {
            return;
        }

        // Kernels before 5.11.
        foreach (var path in Directory.EnumerateFileSystemEntries("/proc/self/fd"))
        {
            if (int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var descriptor) && descriptor >= FirstInherited)
            {
                _ = Control(descriptor, SetDescriptorFlags, CloseOnExec);
            }
        }
    }
}
