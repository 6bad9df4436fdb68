namespace Ponder.Runs.Reports.Charts;

/// <summary>A point of a curve.</summary>
internal readonly record struct ChartPoint(double X, double Y);

/// <summary>One curve of a chart.</summary>
internal sealed record ChartSeries
{
    public required string Name { get; init; }

    /// <summary>Colour of the palette, from 1.</summary>
    public required int Colour { get; init; }

    public required IReadOnlyList<ChartPoint> Points { get; init; }

    /// <summary>Half-height of the error band at each point; null without a band.</summary>
    public IReadOnlyList<double>? Spread { get; init; }

    /// <summary>Curves of the single seeds, drawn thin.</summary>
    public IReadOnlyList<IReadOnlyList<ChartPoint>> Members { get; init; } = [];

    /// <summary>Confidence intervals of single points: step, lower and upper end.</summary>
    public IReadOnlyList<(double X, double Low, double High)> Whiskers { get; init; } = [];

    public bool Dashed { get; init; }

    /// <summary>All heights that the drawing reaches.</summary>
    public IEnumerable<double> Extent =>
        Points.SelectMany((point, i) => new[] { point.Y - (Spread?[i] ?? 0), point.Y + (Spread?[i] ?? 0) })
            .Concat(Members.SelectMany(member => member).Select(point => point.Y))
            .Concat(Whiskers.SelectMany(whisker => new[] { whisker.Low, whisker.High }));

    /// <summary>Points that can be drawn.</summary>
    public IEnumerable<ChartPoint> Finite => Points.Where(point => double.IsFinite(point.Y));

    /// <summary>At most about <paramref name="limit"/> points: the smallest and largest of each slice stay, so no spike is lost.</summary>
    public static IReadOnlyList<ChartPoint> Thin(IReadOnlyList<ChartPoint> points, int limit)
    {
        if (points.Count <= limit)
        {
            return points;
        }

        var slice = (int)Math.Ceiling(points.Count * 2.0 / limit);
        return
        [
            .. points.Chunk(slice).SelectMany(part => new[] { part.MinBy(point => point.Y), part.MaxBy(point => point.Y) }
                .Distinct().OrderBy(point => point.X)),
        ];
    }

    /// <summary>Moving average over <paramref name="window"/> points to both sides.</summary>
    public static IReadOnlyList<ChartPoint> Smooth(IReadOnlyList<ChartPoint> points, int window)
    {
        var result = new ChartPoint[points.Count];
        for (var i = 0; i < points.Count; i++)
        {
            var reach = Math.Min(window, Math.Min(i, points.Count - 1 - i));
            var sum = 0.0;
            for (var j = i - reach; j <= i + reach; j++)
            {
                sum += points[j].Y;
            }

            result[i] = new ChartPoint(points[i].X, sum / ((2 * reach) + 1));
        }

        return result;
    }
}
