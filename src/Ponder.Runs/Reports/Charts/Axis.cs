namespace Ponder.Runs.Reports.Charts;

/// <summary>A range with round ticks, mapped to drawing coordinates.</summary>
internal sealed class Axis
{
    private readonly double _from;
    private readonly double _to;

    private Axis(double low, double high, double step, double from, double to)
    {
        (Low, High, _from, _to) = (low, high, from, to);
        var ticks = new List<double>();
        for (var k = Math.Ceiling((low / step) - 1e-9); k * step <= high + (step * 1e-9); k++)
        {
            ticks.Add(Math.Abs(k) < 0.5 ? 0 : k * step);
        }

        Ticks = ticks;
    }

    public double Low { get; }

    public double High { get; }

    public IReadOnlyList<double> Ticks { get; }

    public double Map(double value) => _from + ((value - Low) / (High - Low) * (_to - _from));

    /// <summary>An axis of values: its ends are round numbers of <paramref name="unit"/>.</summary>
    public static Axis OfValues(double low, double high, double from, double to, double unit = 1)
    {
        if (low == high)
        {
            (low, high) = low == 0 ? (0, 1) : (low - (Math.Abs(low) * 0.1), high + (Math.Abs(high) * 0.1));
        }

        var step = RoundStep((high - low) / 4 / unit) * unit;
        return new Axis(Math.Floor((low / step) + 1e-9) * step, Math.Ceiling((high / step) - 1e-9) * step, step, from, to);
    }

    /// <summary>An axis of steps: its ends are the data's.</summary>
    public static Axis OfSteps(double low, double high, double from, double to)
    {
        high = Math.Max(high, low + 1);
        return new Axis(low, high, Math.Max(1, RoundStep((high - low) / 6)), from, to);
    }

    private static double RoundStep(double raw)
    {
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return (raw / magnitude) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * magnitude;
    }
}
