using System.Diagnostics;

namespace Ponder.Cli.Bench;

/// <summary>Repeats a measurement, each time with the peak beside it.</summary>
public static class Rounds
{
    /// <summary>Measures alternately: peak, value, peak, value, …, after one warm-up of both.</summary>
    /// <param name="name">Of the row.</param>
    /// <param name="unit">Of the value.</param>
    /// <param name="of">Name of the peak.</param>
    /// <param name="repeats">At least 1.</param>
    /// <param name="measure">Gives the value and, in the unit of the peak, the rate of useful work.</param>
    /// <param name="peak">Measures the peak.</param>
    /// <param name="cancellation">Checked between repeats.</param>
    /// <param name="limit">No repeat begins after so long, warm-up included, but for the first; null for no limit.</param>
    public static BenchRow Run(
        string name, string unit, string? of, int repeats, Func<(double Value, double Rate)> measure, Func<double>? peak, CancellationToken cancellation, TimeSpan? limit = null)
    {
        ArgumentNullException.ThrowIfNull(measure);
        var started = Stopwatch.GetTimestamp();
        (_, _) = (peak?.Invoke(), measure());
        List<double> values = [], shares = [];
        while (values.Count < repeats && (values.Count == 0 || limit is null || Stopwatch.GetElapsedTime(started) < limit))
        {
            cancellation.ThrowIfCancellationRequested();
            var best = peak?.Invoke() ?? 1;
            var (value, rate) = measure();
            values.Add(value);
            shares.Add(rate / best);
        }

        return new(name, Median(values), unit, of, peak is null ? null : Median(shares), values.Min(), values.Max(), values.Count);
    }

    /// <summary>The middle value, or the mean of the two middle ones.</summary>
    public static double Median(IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
