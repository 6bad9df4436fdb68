using System.Diagnostics;
using Ponder.Tensors;
using Ponder.Tensors.Random;

namespace Ponder.Cli.Bench;

/// <summary>Measures the peaks that results are set against. Each call takes some tens of milliseconds.</summary>
public sealed class MachineProbe : IDisposable
{
    private const int Rows = 4096, Width = 1024;
    private readonly Tensor _x = Normal(Rows, Width);
    private readonly Tensor _weight = Normal(Width, Width);
    private readonly Tensor _large = Tensor.Ones([64 << 20]).Keep();   // 256 MB

    /// <summary>GFLOP/s of oneDNN's product [4096, 1024] · [1024, 1024].</summary>
    public double Gemm(LinearPrecision precision)
    {
        const int Calls = 3;
        using var off = NoGrad.Enter();
        using var scope = TensorScope.Enter();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Calls; i++)
        {
            _ = F.Linear(_x, _weight, precision);
            scope.ReleaseAllBut();
        }

        return 2.0 * Rows * Width * Width * Calls / Stopwatch.GetElapsedTime(started).TotalSeconds / 1e9;
    }

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

    /// <summary>Frees the operands.</summary>
    public void Dispose()
    {
        _x.Dispose();
        _weight.Dispose();
        _large.Dispose();
    }

    private static string CpuName()
    {
        const string File = "/proc/cpuinfo", Key = "model name";
        var line = System.IO.File.Exists(File) ? System.IO.File.ReadLines(File).FirstOrDefault(l => l.StartsWith(Key, StringComparison.Ordinal)) : null;
        return line is null ? "unknown CPU" : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    private static Tensor Normal(int rows, int columns)
    {
        var values = new float[rows * columns];
        Philox.Named(1, "bench operand", columns).NormalInto(values);
        return Tensor.From<float>(values, [rows, columns]).Keep();
    }
}
