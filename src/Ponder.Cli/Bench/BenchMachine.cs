namespace Ponder.Cli.Bench;

/// <summary>The machine and its own peaks, measured in the same run.</summary>
/// <param name="Cpu">The model name.</param>
/// <param name="Threads">Threads used.</param>
/// <param name="GemmFp32">oneDNN's fp32 matrix product, GFLOP/s.</param>
/// <param name="GemmBf16">oneDNN's bf16 matrix product with fp32 sums, GFLOP/s.</param>
/// <param name="Read">Reading memory far larger than the caches, GB/s.</param>
public sealed record BenchMachine(string Cpu, int Threads, double GemmFp32, double GemmBf16, double Read);
