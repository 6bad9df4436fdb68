using System.Text;
using System.Text.Json;

namespace Ponder.Runs.Reports.Charts;

/// <summary>A line chart as inline SVG with the data that the page's script needs for its tooltips.</summary>
internal sealed class LineChart
{
    private const double Width = 580, Height = 220, Left = 50, Right = 14, Top = 12, Bottom = 24;
    private const int PointLimit = 600;
    private const int MarkerLimit = 40;
    private const int SmoothAbove = 60;
    private const double StageLetterWidth = 8;

    public required string Title { get; init; }

    /// <summary>What the values are, in a few words.</summary>
    public string Meaning { get; init; } = "";

    public required IReadOnlyList<ChartSeries> Series { get; init; }

    public ValueFormat Format { get; init; }

    /// <summary>The value axis starts at zero.</summary>
    public bool FromZero { get; init; }

    /// <summary>Ranges of steps with a name above them: the stages of a run.</summary>
    public IReadOnlyList<(string Name, double From, double To)> Bands { get; init; } = [];

    public bool Wide { get; init; }

    private double ChartWidth => Wide ? 1180 : Width;

    public string Render()
    {
        var points = Series.SelectMany(series => series.Finite).ToArray();
        if (points.Length == 0)
        {
            return "";
        }

        var steps = points.Select(point => point.X).Concat(Bands.SelectMany(band => new[] { band.From, band.To })).ToArray();
        var x = Axis.OfSteps(steps.Min(), steps.Max(), Left, ChartWidth - Right);
        var (low, high) = Range();
        var y = Axis.OfValues(low, high, Height - Bottom, Top, Format == ValueFormat.Bytes ? 1 << 20 : 1);

        var html = new StringBuilder();
        html.Append($"<figure class=\"chart{(Wide ? " wide" : "")}\"><figcaption><b>{Html.Escape(Title)}</b> <span class=\"dim\">{Html.Escape(Meaning)}</span>");
        html.Append(Legend()).Append("</figcaption>");
        html.Append($"<svg viewBox=\"0 0 {Html.Coordinate(ChartWidth)} {Html.Coordinate(Height)}\" role=\"img\" aria-label=\"{Html.Escape(Title)}\">");
        DrawBands(html, x);
        DrawAxes(html, x, y);
        foreach (var series in Series)
        {
            DrawSeries(html, series, x, y);
        }

        html.Append("<line class=\"rule\" y1=\"").Append(Html.Coordinate(Top)).Append("\" y2=\"").Append(Html.Coordinate(Height - Bottom)).Append("\"/></svg>");
        html.Append("<script type=\"application/json\">").Append(TooltipData(x)).Append("</script></figure>\n");
        return html.ToString();
    }

    private (double Low, double High) Range()
    {
        var low = double.PositiveInfinity;
        var high = double.NegativeInfinity;
        foreach (var series in Series)
        {
            for (var i = 0; i < series.Points.Count; i++)
            {
                var (value, spread) = (series.Points[i].Y, series.Spread?[i] ?? 0);
                if (double.IsFinite(value))
                {
                    (low, high) = (Math.Min(low, value - spread), Math.Max(high, value + spread));
                }
            }

            foreach (var value in series.Members.SelectMany(member => member).Select(point => point.Y).Where(double.IsFinite))
            {
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }
        }

        if (Format == ValueFormat.Share)
        {
            return (0, high <= 1 && high > 0.5 ? 1 : high);
        }

        return (FromZero || (low > 0 && low < 0.4 * high) ? Math.Min(0, low) : low, high);
    }

    private string Text(double value) => Format switch
    {
        ValueFormat.Share => Html.Percent(value),
        ValueFormat.Bytes => Html.Bytes(value),
        _ => Html.Number(value),
    };

    private string Legend()
    {
        var entries = Series.Select(series =>
            $"<span class=\"key\"><i class=\"f{series.Colour}{(series.Dashed ? " dashed" : "")}\"></i>{Html.Escape(series.Name)} "
            + $"<b>{Html.Escape(Text(series.Finite.LastOrDefault().Y))}</b></span>");
        return $"<span class=\"legend\">{string.Concat(entries)}</span>";
    }

    private void DrawBands(StringBuilder html, Axis x)
    {
        foreach (var (index, band) in Bands.Index())
        {
            var (from, to) = (x.Map(Math.Max(band.From, x.Low)), x.Map(Math.Min(band.To, x.High)));
            html.Append($"<rect class=\"band b{index % 2}\" x=\"{Html.Coordinate(from)}\" y=\"{Html.Coordinate(Top)}\" ");
            html.Append($"width=\"{Html.Coordinate(Math.Max(0, to - from))}\" height=\"{Html.Coordinate(Height - Bottom - Top)}\"/>");
            if (to - from < band.Name.Length * StageLetterWidth)
            {
                continue;
            }

            html.Append($"<text class=\"stage\" x=\"{Html.Coordinate(from + 6)}\" y=\"{Html.Coordinate(Top + 13)}\">{Html.Escape(band.Name)}</text>");
        }
    }

    private void DrawAxes(StringBuilder html, Axis x, Axis y)
    {
        foreach (var tick in y.Ticks)
        {
            var place = Html.Coordinate(y.Map(tick));
            html.Append($"<line class=\"grid\" x1=\"{Html.Coordinate(Left)}\" x2=\"{Html.Coordinate(ChartWidth - Right)}\" y1=\"{place}\" y2=\"{place}\"/>");
            html.Append($"<text class=\"tick\" text-anchor=\"end\" x=\"{Html.Coordinate(Left - 7)}\" y=\"{Html.Coordinate(y.Map(tick) + 3.5)}\">{Html.Escape(Text(tick))}</text>");
        }

        foreach (var tick in x.Ticks)
        {
            html.Append($"<text class=\"tick\" text-anchor=\"middle\" x=\"{Html.Coordinate(x.Map(tick))}\" y=\"{Html.Coordinate(Height - 7)}\">{Html.Escape(Html.Number(tick))}</text>");
        }
    }

    private static void DrawSeries(StringBuilder html, ChartSeries series, Axis x, Axis y)
    {
        if (series.Spread is { } spread)
        {
            var upper = series.Points.Select((point, i) => $"{Html.Coordinate(x.Map(point.X))} {Html.Coordinate(y.Map(point.Y + spread[i]))}");
            var lower = series.Points.Select((point, i) => $"{Html.Coordinate(x.Map(point.X))} {Html.Coordinate(y.Map(point.Y - spread[i]))}").Reverse();
            html.Append($"<path class=\"spread f{series.Colour}\" d=\"M{string.Join('L', upper.Concat(lower))}Z\"/>");
        }

        foreach (var member in series.Members)
        {
            html.Append($"<path class=\"line member s{series.Colour}\" d=\"{Path(ChartSeries.Thin(member, PointLimit), x, y)}\"/>");
        }

        var dashed = series.Dashed ? " dashed" : "";
        var finite = series.Finite.ToArray();
        if (finite.Length > SmoothAbove && series.Spread is null)
        {
            html.Append($"<path class=\"line raw s{series.Colour}\" d=\"{Path(ChartSeries.Thin(series.Points, PointLimit), x, y)}\"/>");
            var smooth = ChartSeries.Thin(ChartSeries.Smooth(finite, finite.Length / 60), PointLimit);
            html.Append($"<path class=\"line s{series.Colour}{dashed}\" d=\"{Path(smooth, x, y)}\"/>");
        }
        else
        {
            html.Append($"<path class=\"line s{series.Colour}{dashed}\" d=\"{Path(ChartSeries.Thin(series.Points, PointLimit), x, y)}\"/>");
        }

        if (finite.Length <= MarkerLimit)
        {
            foreach (var point in finite)
            {
                html.Append($"<circle class=\"dot f{series.Colour}\" cx=\"{Html.Coordinate(x.Map(point.X))}\" cy=\"{Html.Coordinate(y.Map(point.Y))}\" r=\"2.6\"/>");
            }
        }
    }

    // A value that is not finite breaks the line.
    private static string Path(IReadOnlyList<ChartPoint> points, Axis x, Axis y)
    {
        var path = new StringBuilder();
        var move = true;
        foreach (var point in points)
        {
            if (!double.IsFinite(point.Y))
            {
                move = true;
                continue;
            }

            path.Append(move ? 'M' : 'L').Append(Html.Coordinate(x.Map(point.X))).Append(' ').Append(Html.Coordinate(y.Map(point.Y)));
            move = false;
        }

        return path.ToString();
    }

    private string TooltipData(Axis x) => JsonSerializer.Serialize(new
    {
        w = ChartWidth,
        left = Left,
        right = ChartWidth - Right,
        x0 = x.Low,
        x1 = x.High,
        series = Series.Select(series =>
        {
            var points = ChartSeries.Thin([.. series.Finite], PointLimit);
            return new
            {
                n = series.Name,
                c = series.Colour,
                x = points.Select(point => point.X),
                y = points.Select(point => Text(point.Y)),
            };
        }),
    });
}
