namespace Ponder.Cli.Train;

/// <summary>A curve in one line of text.</summary>
internal static class Sparkline
{
    private const string Levels = "▁▂▃▄▅▆▇█";

    /// <summary>The values in at most <paramref name="width"/> letters, each the mean of a slice; values that are not finite leave a gap.</summary>
    public static string Draw(IReadOnlyList<double> values, int width)
    {
        var count = Math.Min(width, values.Count);
        var means = Enumerable.Range(0, count).Select(i => Mean(i * values.Count / count, (i + 1) * values.Count / count)).ToArray();
        var finite = means.Where(double.IsFinite).DefaultIfEmpty().ToArray();
        var (low, high) = (finite.Min(), finite.Max());
        return string.Concat(means.Select(mean =>
            !double.IsFinite(mean) ? ' ' : high == low ? Levels[0] : Levels[(int)Math.Round((mean - low) / (high - low) * (Levels.Length - 1))]));

        double Mean(int from, int to)
        {
            var sum = 0.0;
            for (var i = from; i < to; i++)
            {
                sum += values[i];
            }

            return sum / (to - from);
        }
    }
}
