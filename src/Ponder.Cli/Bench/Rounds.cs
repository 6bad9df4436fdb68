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
    public static BenchRow Run(
        string name, string unit, string? of, int repeats, Func<(double Value, double Rate)> measure, Func<double>? peak, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(measure);
        (_, _) = (peak?.Invoke(), measure());
        double[] values = new double[repeats], shares = new double[repeats];
        for (var i = 0; i < repeats; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var best = peak?.Invoke() ?? 1;
            (values[i], var rate) = measure();
            shares[i] = rate / best;
        }

        return new(name, Median(values), unit, of, peak is null ? null : Median(shares), values.Min(), values.Max(), repeats);
    }

    /// <summary>The middle value, or the mean of the two middle ones.</summary>
    public static double Median(IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
