using System.Diagnostics;
using Ponder.Tensors;

namespace Ponder.Cli.Bench;

/// <summary>Measures the peaks that results are set against. Each call takes some tens of milliseconds.</summary>
public sealed class MachineProbe : IDisposable
{
    private readonly Tensor _large = Tensor.Ones([64 << 20]).Keep();   // 256 MB

    /// <summary>GFLOP/s of oneDNN's product of two 1024 × 1024 matrices, one of them packed, without conversions.</summary>
    public static double Gemm(LinearPrecision precision) => MachineRate.Gemm(precision);

    /// <summary>GB/s of reading 256 MB once.</summary>
    public double Read()
    {
        var started = Stopwatch.GetTimestamp();
        _ = F.SumOfSquares([_large]);
        return 4.0 * _large.Count / Stopwatch.GetElapsedTime(started).TotalSeconds / 1e9;
    }

    /// <summary>The machine with the medians of some measurements of each peak.</summary>
    public BenchMachine Measure(int repeats)
    {
        double[] fp32 = new double[repeats], bf16 = new double[repeats], read = new double[repeats];
        (_, _, _) = (Gemm(LinearPrecision.Float32), Gemm(LinearPrecision.BFloat16), Read());
        for (var i = 0; i < repeats; i++)
        {
            (fp32[i], bf16[i], read[i]) = (Gemm(LinearPrecision.Float32), Gemm(LinearPrecision.BFloat16), Read());
        }

        return new(CpuName(), NativeLibraryHost.Threads, Rounds.Median(fp32), Rounds.Median(bf16), Rounds.Median(read));
    }

    /// <summary>Frees what was read.</summary>
    public void Dispose() => _large.Dispose();

    private static string CpuName()
    {
        const string File = "/proc/cpuinfo", Key = "model name";
        var line = System.IO.File.Exists(File) ? System.IO.File.ReadLines(File).FirstOrDefault(l => l.StartsWith(Key, StringComparison.Ordinal)) : null;
        return line is null ? "unknown CPU" : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
