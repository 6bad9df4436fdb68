using System.Text;
using System.Text.Json;

namespace Ponder.Runs.Reports.Charts;

/// <summary>
/// A line chart as inline SVG with the data that the page's script needs for its tooltips. Curves stretch with the width of the page; the height,
/// the letters and the strokes stay as they are.
/// </summary>
internal sealed class LineChart
{
    private const double Plot = 1000, PlotHeight = 184, Left = 50, Right = 14, Top = 12, Bottom = 24;
    private const double Height = Top + PlotHeight + Bottom;
    private const int PointLimit = 600;
    private const int MarkerLimit = 40;
    private const int SmoothAbove = 60;

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

    public string Render()
    {
        var points = Series.SelectMany(series => series.Finite).ToArray();
        if (points.Length == 0)
        {
            return "";
        }

        var steps = points.Select(point => point.X).Concat(Bands.SelectMany(band => new[] { band.From, band.To })).ToArray();
        var x = Axis.OfSteps(steps.Min(), steps.Max(), 0, Plot);
        var (low, high) = Range();
        var y = Axis.OfValues(low, high, PlotHeight, 0, Unit(high));

        var html = new StringBuilder();
        html.Append($"<figure class=\"chart{(Wide ? " wide" : "")}\"><figcaption><b>{Html.Escape(Title)}</b> <span class=\"dim\">{Html.Escape(Meaning)}</span>");
        html.Append(Legend()).Append("</figcaption>");
        html.Append($"<div class=\"frame\" role=\"img\" aria-label=\"{Html.Escape(Title)}\">");
        html.Append($"<svg class=\"plot\" viewBox=\"0 0 {Html.Coordinate(Plot)} {Html.Coordinate(PlotHeight)}\" preserveAspectRatio=\"none\">");
        DrawBands(html, x);
        foreach (var tick in y.Ticks)
        {
            html.Append($"<path class=\"grid\" d=\"M0 {Html.Coordinate(y.Map(tick))}H{Html.Coordinate(Plot)}\"/>");
        }

        foreach (var series in Series)
        {
            DrawSeries(html, series, x, y);
        }

        html.Append($"<line class=\"rule\" y1=\"0\" y2=\"{Html.Coordinate(PlotHeight)}\"/></svg>");
        DrawLetters(html, x, y);
        html.Append("</div><script type=\"application/json\">").Append(TooltipData(x)).Append("</script></figure>\n");
        return html.ToString();
    }

    private (double Low, double High) Range()
    {
        var values = Series.SelectMany(series => series.Extent).Where(double.IsFinite).ToArray();
        var (low, high) = (values.Min(), values.Max());
        return Format == ValueFormat.Share
            ? (0, high <= 1 && high > 0.5 ? 1 : high)
            : (FromZero || (low > 0 && low < 0.4 * high) ? Math.Min(0, low) : low, high);
    }

    // Round numbers are round in the unit that they are written in.
    private double Unit(double high) => Format != ValueFormat.Bytes ? 1 : high >= 1 << 30 ? 1 << 30 : 1 << 20;

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
        foreach (var (index, (from, to)) in Bands.Select(band => Ends(band, x)).Index())
        {
            html.Append($"<rect class=\"band b{index % 2}\" x=\"{Html.Coordinate(from)}\" y=\"0\" ");
            html.Append($"width=\"{Html.Coordinate(Math.Max(0, to - from))}\" height=\"{Html.Coordinate(PlotHeight)}\"/>");
        }
    }

    private static (double From, double To) Ends((string Name, double From, double To) band, Axis x) =>
        (x.Map(Math.Max(band.From, x.Low)), x.Map(Math.Min(band.To, x.High)));

    // Letters live outside of the part that is stretched. A stage's name is cut where the next stage begins. The places are those of report.css.
    private void DrawLetters(StringBuilder html, Axis x, Axis y)
    {
        html.Append("<svg class=\"values\">");
        foreach (var tick in y.Ticks)
        {
            var text = Format == ValueFormat.Share ? Html.RoundPercent(tick) : Text(tick);
            html.Append($"<text class=\"tick\" text-anchor=\"end\" x=\"{Html.Coordinate(Left - 7)}\" y=\"{Html.Coordinate(Top + y.Map(tick) + 3.5)}\">{Html.Escape(text)}</text>");
        }

        html.Append("</svg><svg class=\"steps\">");
        foreach (var tick in x.Ticks)
        {
            html.Append($"<text class=\"tick\" text-anchor=\"middle\" x=\"{Share(x.Map(tick))}\" y=\"{Html.Coordinate(Height - 7)}\">{Html.Escape(Html.Number(tick))}</text>");
        }

        foreach (var band in Bands)
        {
            var (from, to) = Ends(band, x);
            html.Append($"<svg class=\"name\" x=\"{Share(from)}\" width=\"{Share(Math.Max(0, to - from))}\" y=\"{Html.Coordinate(Top)}\" height=\"20\">");
            html.Append($"<text class=\"stage\" x=\"6\" y=\"13\">{Html.Escape(band.Name)}</text></svg>");
        }

        html.Append("</svg>");
    }

    private static string Share(double place) => $"{Html.Coordinate(place / Plot * 100, "0.##")}%";

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

        foreach (var (at, low, high) in series.Whiskers)
        {
            html.Append($"<path class=\"whisker s{series.Colour}\" d=\"M{Html.Coordinate(x.Map(at))} {Html.Coordinate(y.Map(low))}V{Html.Coordinate(y.Map(high))}\"/>");
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

        // A dot is a line of no length with a round end: a circle would be stretched.
        if (finite.Length <= MarkerLimit)
        {
            var dots = finite.Select(point => $"M{Html.Coordinate(x.Map(point.X))} {Html.Coordinate(y.Map(point.Y))}h0");
            html.Append($"<path class=\"dot s{series.Colour}\" d=\"{string.Concat(dots)}\"/>");
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
        w = Plot,
        left = Left,
        right = Right,
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
