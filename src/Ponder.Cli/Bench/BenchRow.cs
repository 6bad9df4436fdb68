namespace Ponder.Cli.Bench;

/// <summary>One measured quantity: the median of its repeats with the extremes.</summary>
/// <param name="Name">What, e.g. <c>train/small/fp32</c>.</param>
/// <param name="Value">The median.</param>
/// <param name="Unit">Of <paramref name="Value"/>, <paramref name="Min"/> and <paramref name="Max"/>.</param>
/// <param name="Of">The peak of the machine that <paramref name="Share"/> refers to: gemm_fp32, gemm_bf16 or read; null where none applies.</param>
/// <param name="Share">
/// Useful work per second as a part of that peak, 0 to 1: the median over repeats of the ratio to a measurement of the peak made right
/// beside the repeat, so that a machine shared with others disturbs both alike.
/// </param>
/// <param name="Min">The least value.</param>
/// <param name="Max">The greatest value.</param>
/// <param name="Repeats">How often it was measured, warm-up excluded.</param>
public sealed record BenchRow(string Name, double Value, string Unit, string? Of, double? Share, double Min, double Max, int Repeats);
