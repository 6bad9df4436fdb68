using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace Ponder.Tensors;

/// <summary>Finds, loads and starts the native library <c>libponder_native.so</c>, once per process.</summary>
/// <remarks>
/// Searched in this order: the file that the environment variable <c>PONDER_NATIVE</c> names; <c>native/build-2x</c> in a
/// folder above the assembly when <c>LIBTORCH_HOME</c> is set; beside the assembly; <c>runtimes/linux-x64/native</c> beside
/// it; <c>native/build</c> in a folder above it. The first use of a tensor starts the library with the defaults of
/// <see cref="NativeOptions"/> unless <see cref="Initialise"/> came first.
/// </remarks>
public static unsafe partial class NativeLibraryHost
{
    private const string FileName = "libponder_native.so";
    private static readonly Lock Gate = new();
    private static NativeOptions? _options;
    private static nint _library;

    /// <summary>Starts the library, or sets the threads of the calling thread when it runs already.</summary>
    /// <exception cref="NativeLibraryException">The library is missing or cannot be loaded.</exception>
    /// <exception cref="NativeException">The CPU lacks the wanted instruction set, or threads &lt; 1.</exception>
    /// <exception cref="InvalidOperationException">It runs already with another <c>RowExact</c> or <c>Isa</c>.</exception>
    public static void Initialise(NativeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        lock (Gate)
        {
            if (_library != 0 && _options is { } running && running with { Threads = options.Threads } != options)
            {
                throw new InvalidOperationException(
                    $"the native library runs with {running}; {options} needs a new process, or Initialise before the first tensor");
            }

            if (_library == 0)
            {
                _options = options;
            }

            SetThreads(options.Threads);
        }
    }

    /// <summary>Sets the intra-operation threads (ATen, OpenMP, oneDNN) of the calling thread.</summary>
    /// <exception cref="NativeException"><paramref name="threads"/> &lt; 1.</exception>
    public static void SetThreads(int threads) => NativeMethods.Check(NativeMethods.pn_set_threads(threads));

    /// <summary>The intra-operation threads of the calling thread.</summary>
    public static int Threads => NativeMethods.pn_threads();

    /// <summary>
    /// What runs, by key: <c>libtorch</c>, <c>onednn</c> (versions), <c>isa</c> (of the kernels), <c>bf16</c>,
    /// <c>amx</c> (1 where the CPU has it), <c>threads</c>, <c>row_exact</c>.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Facts =>
        (Marshal.PtrToStringUTF8((nint)NativeMethods.pn_describe()) ?? throw NativeMethods.LastError())
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);

    /// <summary>One line for people: versions, instruction set, threads.</summary>
    public static string Description
    {
        get
        {
            var facts = Facts;
            return $"libtorch {facts["libtorch"]}, oneDNN {facts["onednn"]}, {facts["isa"]} kernels, {facts["threads"]} threads";
        }
    }

    /// <summary>Forces the kernels' instruction set (<c>portable</c>, <c>avx2</c>, <c>avx512</c>) or, with null, the best one.</summary>
    /// <exception cref="NativeException">The name is unknown or the CPU lacks it.</exception>
    /// <remarks>For tests and comparisons; the whole process is affected, matrix products of oneDNN are not.</remarks>
    public static void SetIsa(string? isa)
    {
        fixed (byte* name = isa is null ? null : Encoding.UTF8.GetBytes(isa + '\0'))
        {
            NativeMethods.Check(NativeMethods.pn_set_isa(name));
        }
    }

    /// <summary>The library's handle, loaded and started: for assemblies that import functions of their own from it.</summary>
    /// <exception cref="NativeLibraryException">The library is missing or cannot be loaded.</exception>
    public static nint Open() => Resolve(NativeMethods.Library, typeof(NativeLibraryHost).Assembly, null);

    /// <summary>
    /// What the runtime calls when it first needs a function of the library: loads and starts it. Whatever is thrown here
    /// reaches the managed caller as it is, and the next call tries again.
    /// </summary>
    internal static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != NativeMethods.Library)
        {
            return 0;
        }

        lock (Gate)
        {
            if (_library == 0)
            {
                _options ??= new NativeOptions();
                _library = Start(Find(assembly), _options);
            }

            return _library;
        }
    }

    private static nint Start(string file, NativeOptions options)
    {
        // Idle OpenMP threads must sleep: with two pools on few cores, spinning ones cost a factor of two and more.
        // libgomp reads the variable when it loads, through getenv, which .NET's own setter does not reach.
        SetEnvironment("OMP_WAIT_POLICY"u8, "passive"u8);
        nint library;
        try
        {
            library = NativeLibrary.Load(file);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new NativeLibraryException(
                $"{file} cannot be loaded: {e.Message.Split('\n')[0]}\n" +
                "Install what it needs with: apt-get install -y libtorch-dev libdnnl-dev; or build it again: native/build.sh");
        }

        var version = (delegate* unmanaged<int>)Export(library, file, nameof(NativeMethods.pn_abi_version));
        if (version() != NativeMethods.AbiVersion)
        {
            throw new NativeLibraryException(
                $"{file} has interface version {version()}, expected {NativeMethods.AbiVersion}. Build it again: native/build.sh");
        }

        var initialise = (delegate* unmanaged<NativeMethods.Options*, int>)Export(library, file, "pn_init");
        var lastError = (delegate* unmanaged<byte*>)Export(library, file, nameof(NativeMethods.pn_last_error));
        fixed (byte* isa = options.Isa is null ? null : Encoding.UTF8.GetBytes(options.Isa + '\0'))
        {
            var native = new NativeMethods.Options { Threads = options.Threads, RowExact = options.RowExact ? 1 : 0, Isa = isa };
            if (initialise(&native) < 0)
            {
                throw new NativeException(Marshal.PtrToStringUTF8((nint)lastError())!);
            }
        }

        return library;
    }

    private static void* Export(nint library, string file, string name) => NativeLibrary.TryGetExport(library, name, out var address)
        ? (void*)address
        : throw new NativeLibraryException($"{file} has no function {name}. Build it again: native/build.sh");

    // The assembly's folder is unknown in a single-file program, where its location is empty; then the program's counts.
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "an empty location is handled")]
    private static string Find(Assembly assembly)
    {
        if (Environment.GetEnvironmentVariable("PONDER_NATIVE") is { Length: > 0 } named)
        {
            return File.Exists(named)
                ? Path.GetFullPath(named)
                : throw new NativeLibraryException(
                    $"PONDER_NATIVE names {named}, which does not exist. Unset it, or build the library with: native/build.sh");
        }

        var folder = Path.GetDirectoryName(assembly.Location) is { Length: > 0 } location ? location : AppContext.BaseDirectory;
        var candidates = new List<string>();
        if (Environment.GetEnvironmentVariable("LIBTORCH_HOME") is { Length: > 0 })
        {
            candidates.AddRange(Above(folder, "build-2x"));
        }

        candidates.Add(Path.Combine(folder, FileName));
        candidates.Add(Path.Combine(folder, "runtimes", "linux-x64", "native", FileName));
        candidates.AddRange(Above(folder, "build"));
        return candidates.Find(File.Exists) ?? throw new NativeLibraryException(
            $"{FileName} was found neither beside {folder}, nor in runtimes/linux-x64/native there, nor in native/build above it. Build it with: native/build.sh");
    }

    private static IEnumerable<string> Above(string folder, string build)
    {
        for (var above = new DirectoryInfo(folder); above is not null; above = above.Parent)
        {
            yield return Path.Combine(above.FullName, "native", build, FileName);
        }
    }

    private static void SetEnvironment(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        fixed (byte* n = name, v = value)
        {
            _ = setenv(n, v, 0);
        }
    }

    [LibraryImport("libc")]
    private static partial int setenv(byte* name, byte* value, int overwrite);
}
