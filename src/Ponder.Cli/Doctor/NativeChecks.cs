using System.Runtime.InteropServices;
using Ponder.Tensors;

namespace Ponder.Cli.Doctor;

/// <summary>Packages, the native library, threads and the BLAS behind libtorch.</summary>
internal static class NativeChecks
{
    private static readonly (string Path, string Package)[] s_needed =
    [
        ("/usr/bin/cmake", "cmake"),
        ("/usr/bin/ninja", "ninja-build"),
        ("/usr/bin/g++", "g++"),
        ("/usr/include/oneapi/dnnl/dnnl.h", "libdnnl-dev"),
        ("/usr/include/ATen/core/Tensor.h", "libtorch-dev"),
    ];

    public static IEnumerable<Finding> Run()
    {
        yield return Packages(File.Exists, Environment.GetEnvironmentVariable("LIBTORCH_HOME"));
        yield return Library();
        if (Cuda() is { } cuda)
        {
            yield return cuda;
        }

        yield return Waiting(Environment.GetEnvironmentVariable("OMP_WAIT_POLICY"));
        if (OmpThreads(Environment.GetEnvironmentVariable("OMP_NUM_THREADS"), Environment.ProcessorCount) is { } threads)
        {
            yield return threads;
        }

        if (Blas(BlasFlavour()) is { } blas)
        {
            yield return blas;
        }
    }

    internal static Finding Packages(Func<string, bool> exists, string? libtorchHome)
    {
        string[] missing = [.. s_needed.Where(need => !exists(need.Path) && !(need.Package == "libtorch-dev" && libtorchHome is { Length: > 0 })).Select(need => need.Package)];
        return missing.Length == 0
            ? new Finding("packages", Health.Green, libtorchHome is { Length: > 0 } ? $"complete, libtorch from {libtorchHome}" : "complete")
            : new Finding("packages", Health.Red, $"missing: {string.Join(", ", missing)}", $"apt-get install -y {string.Join(' ', missing)}");
    }

    internal static Finding Waiting(string? policy) => string.Equals(policy, "passive", StringComparison.OrdinalIgnoreCase)
        ? new Finding("idle threads", Health.Green, "sleep (OMP_WAIT_POLICY=passive)")
        : string.Equals(policy, "active", StringComparison.OrdinalIgnoreCase)
            ? new Finding("idle threads", Health.Yellow, "spin (OMP_WAIT_POLICY=active)", "unset OMP_WAIT_POLICY: spinning threads cost a factor of two on few cores")
            : new Finding("idle threads", Health.Green, "sleep (set when the native library loads)");

    internal static Finding? OmpThreads(string? value, int cores) =>
        value is { Length: > 0 } && int.TryParse(value, out var threads) && threads > cores
            ? new Finding("OMP_NUM_THREADS", Health.Yellow, $"{threads} threads on {cores} cores", "unset OMP_NUM_THREADS: thread counts are set explicitly")
            : null;

    /// <summary>Debian's default OpenBLAS has a thread pool of its own that fights with OpenMP's for the cores.</summary>
    internal static Finding? Blas(string? flavour) => flavour switch
    {
        null => null,
        "openblas-openmp" or "openblas-serial" or "mkl" => new Finding("BLAS of libtorch", Health.Green, flavour),
        "openblas-pthread" when Environment.GetEnvironmentVariable("OPENBLAS_NUM_THREADS") == "1" =>
            new Finding("BLAS of libtorch", Health.Green, "openblas-pthread, held to one thread (matrix products go through oneDNN)"),
        "openblas-pthread" => new Finding(
            "BLAS of libtorch", Health.Yellow, "openblas-pthread: its own thread pool fights with OpenMP's for the cores",
            "start with ./ponder, which holds it to one thread, or: export OPENBLAS_NUM_THREADS=1"),
        _ => new Finding("BLAS of libtorch", Health.Green, $"{flavour} (matrix products go through oneDNN)"),
    };

    private static Finding Library()
    {
        try
        {
            var facts = NativeLibraryHost.Facts;
            return new Finding("native library", Health.Green, $"{NativeLibraryHost.Description}{(facts.GetValueOrDefault("amx") == "1" ? ", AMX present" : "")}");
        }
        catch (Exception exception) when (exception is NativeLibraryException or NativeException or DllNotFoundException)
        {
            return new Finding("native library", Health.Red, exception.Message, "./ponder builds it by itself: run ./ponder doctor");
        }
    }

    /// <summary>What <c>device: cuda</c> would find; null where the library itself is missing, which is said already.</summary>
    private static Finding? Cuda()
    {
        try
        {
            return CudaFinding(Devices.HasCuda, Devices.CudaCount);
        }
        catch (Exception exception) when (exception is NativeLibraryException or NativeException or DllNotFoundException)
        {
            return null;
        }
    }

    internal static Finding CudaFinding(bool built, int count) => (built, count) switch
    {
        (false, _) => new Finding("CUDA", Health.Green, "none in this libtorch: everything runs on the CPU"),
        (true, 0) => new Finding("CUDA", Health.Yellow, "in this libtorch, but it sees no device: device: cuda would not start", "look at nvidia-smi (driver) and CUDA_VISIBLE_DEVICES"),
        _ => new Finding("CUDA", Health.Green, count == 1 ? "one device: cuda:0" : $"{count} devices: cuda:0 to cuda:{count - 1}"),
    };

    private static string? BlasFlavour()
    {
        var triple = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
        var library = $"/usr/lib/{triple}/libblas.so.3";
        return Environment.GetEnvironmentVariable("LIBTORCH_HOME") is { Length: > 0 } || !File.Exists(library)
            ? null
            : Path.GetFileName(Path.GetDirectoryName(File.ResolveLinkTarget(library, returnFinalTarget: true)?.FullName ?? library));
    }
}
