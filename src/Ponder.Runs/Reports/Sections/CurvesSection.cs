using System.Text;
using Ponder.Runs.Metrics;
using Ponder.Runs.Reports.Charts;

namespace Ponder.Runs.Reports.Sections;

/// <summary>The curves of all stages.</summary>
internal sealed class CurvesSection(IReadOnlyList<RunGroup> groups)
{
    private static readonly (string Metric, string Name)[] s_timeParts =
    [
        (MetricNames.TimeGenerate, "generate"), (MetricNames.TimeVerify, "verify"), (MetricNames.TimeUpdate, "update"),
        (MetricNames.TimePublish, "publish"), (MetricNames.TimeEval, "evaluate"),
    ];

    public string Render()
    {
        var html = new StringBuilder(Overview());
        var stages = groups.SelectMany(group => group.Runs).SelectMany(run => run.Stages).Distinct();
        foreach (var stage in stages)
        {
            var steps = groups.SelectMany(group => group.Runs).Max(run => run.Rows.Count(row => row.Stage == stage));
            html.Append($"<h2>Stage {Html.Escape(stage)} <span class=\"dim\">{steps} step{(steps == 1 ? "" : "s")}</span></h2>\n");
            if (steps == 1)
            {
                html.Append(SingleStep(stage));
                continue;
            }

            foreach (var group in groups)
            {
                html.Append(TimeSplit(group, stage));
            }

            html.Append("<div class=\"grid\">");
            var exact = new List<string>();
            foreach (var plan in ChartCatalogue.All)
            {
                var series = SeriesOf(plan, stage).ToArray();
                if (series.Length > 0 && series.All(curve => curve.Points.Count > 1 && curve.Points.All(point => point.Y == 0)))
                {
                    exact.Add($"{plan.Title}: exactly 0 in all {series.Max(curve => curve.Points.Count)} steps");
                    continue;
                }

                html.Append(new LineChart
                {
                    Title = plan.Title,
                    Meaning = plan.Meaning,
                    Series = series,
                    Format = plan.Format,
                    FromZero = plan.FromZero,
                }.Render());
            }

            html.Append("</div>\n");
            if (exact.Count > 0)
            {
                html.Append($"<p class=\"flat\">{string.Concat(exact.Select(fact => $"<span>{Html.Escape(fact)}</span>"))}</p>\n");
            }
        }

        return html.ToString();
    }

    // A stage of one step, such as an evaluation: numbers instead of curves.
    private string SingleStep(string stage)
    {
        var html = new StringBuilder("<div class=\"wide\"><table><tbody>");
        foreach (var run in groups.SelectMany(group => group.Runs))
        {
            foreach (var row in run.Rows.Where(row => row.Stage == stage))
            {
                html.Append($"<tr><td>{Html.Escape(run.Folder.Name)} <span class=\"dim\">{Html.Escape(run.Label)}</span></td>");
                html.Append(row[MetricNames.AccuracyEval] is { } accuracy ? $"<td class=\"n\"><b>{Html.Percent(accuracy)}</b> correct</td>" : "");
                html.Append(row[MetricNames.AccuracyEvalLow] is { } low && row[MetricNames.AccuracyEvalHigh] is { } high
                    ? $"<td class=\"n\">95 % interval {Html.Percent(low)} – {Html.Percent(high)}</td>"
                    : "");
                html.Append(row[MetricNames.AccuracyEvalCount] is { } count ? $"<td class=\"n\">{Html.Number(count)} items</td>" : "");
                html.Append(row[MetricNames.LengthMean] is { } length ? $"<td class=\"n\">{Html.Number(length)} tokens per answer</td>" : "");
                html.Append(row[MetricNames.MemoryRss] is { } memory && row[MetricNames.MemoryLiveHandles] is { } handles
                    ? $"<td class=\"n\">{Html.Bytes(memory)} resident, {handles:0} live handles</td>"
                    : "");
                html.Append("</tr>");
            }
        }

        return html.Append("</tbody></table></div>\n").ToString();
    }

    // Held-out accuracy over the whole run, stages shaded: the figure that the run is for.
    private string Overview()
    {
        var stages = groups.SelectMany(group => group.Runs).SelectMany(run => run.Stages).Distinct().Count();
        if (groups.Count > 1 || stages < 2)
        {
            return "";
        }

        var run = groups[0].Runs[0];
        var bands =
            from stage in run.Stages
            let steps = run.Rows.Where(row => row.Stage == stage).Select(row => (double)row.Step).ToArray()
            where steps.Length > 1
            select (stage, Math.Max(1, steps[0] - 1), steps[^1]);
        var suites = run.Suites;
        var series = SeriesOf(new ChartPlan("", "", [.. suites]), stage: null).ToArray();
        if (series.Sum(curve => curve.Points.Count) < 2)
        {
            return "";
        }

        if (groups[0].Runs.Count == 1)
        {
            series = [.. series.Zip(suites, (curve, suite) => curve with { Whiskers = [.. run.Intervals(suite.Metric)] })];
        }

        return new LineChart
        {
            Title = "Held-out accuracy over the run",
            Meaning = groups[0].Runs.Count == 1 ? "share of correct greedy answers, with 95 % intervals" : "share of correct greedy answers",
            Series = series,
            Format = ValueFormat.Share,
            Bands = [.. bands],
            Wide = true,
        }.Render();
    }

    private IEnumerable<ChartSeries> SeriesOf(ChartPlan plan, string? stage)
    {
        var colour = 0;
        foreach (var group in groups)
        {
            var sameColour = groups.Count > 1 ? ++colour : 0;
            foreach (var (index, (metric, name)) in Curves(plan).Index())
            {
                colour = sameColour > 0 ? colour : colour + 1;
                var members = group.Runs.Select(run => Points(run, metric, stage)).Where(points => points.Count > 0).ToArray();
                if (members.Length > 0)
                {
                    yield return SeedsTogether(members) with
                    {
                        Name = groups.Count == 1 ? name : Curves(plan).Length == 1 ? group.Title : $"{group.Title} {name}",
                        Colour = colour,
                        Dashed = sameColour > 0 && index > 0,
                    };
                }
            }
        }
    }

    // Side by side, a recipe's main curve is enough.
    private (string Metric, string Name)[] Curves(ChartPlan plan) =>
        groups.Count > 1 && plan.Format != ValueFormat.Share ? plan.Metrics[..1] : plan.Metrics;

    private static ChartSeries SeedsTogether(IReadOnlyList<ChartPoint>[] members)
    {
        if (members.Length == 1)
        {
            return new ChartSeries { Name = "", Colour = 1, Points = members[0] };
        }

        var statistics =
            (from point in members.SelectMany(member => member)
             group point.Y by point.X into values
             where values.Count() == members.Length
             orderby values.Key
             select (X: values.Key, Of: SeedStatistics.Of([.. values]))).ToArray();
        return new ChartSeries
        {
            Name = "",
            Colour = 1,
            Points = [.. statistics.Select(entry => new ChartPoint(entry.X, entry.Of.Mean))],
            Spread = [.. statistics.Select(entry => entry.Of.Deviation)],
            Members = members,
        };
    }

    // One group: steps of the run, as the samples name them. Several: steps of the stage, so that stages lie over each other.
    private IReadOnlyList<ChartPoint> Points(RunData run, string metric, string? stage)
    {
        var rows = run.Rows.Where(row => stage is null || row.Stage == stage).ToArray();
        var offset = groups.Count > 1 && rows.Length > 0 ? rows[0].Step - 1 : 0;
        return
        [
            .. from row in rows
               let value = row[metric]
               where value is not null
               select new ChartPoint(row.Step - offset, value.Value),
        ];
    }

    private string TimeSplit(RunGroup group, string stage)
    {
        var rows = group.Runs.SelectMany(run => run.Rows).Where(row => row.Stage == stage).ToArray();
        var seeds = group.Runs.Count;
        var parts = s_timeParts.Select(part => (part.Name, Seconds: rows.Sum(row => row[part.Metric] ?? 0) / seeds)).ToList();
        parts.Add(("other", (rows.Sum(row => row[MetricNames.TimeStep] ?? 0) / seeds) - parts.Sum(part => part.Seconds)));
        return parts.Count(part => part.Seconds > 0) < 2
            ? ""
            : new StackedChart(groups.Count > 1 ? $"Where the time went: {group.Title}" : "Where the time went", parts).Render();
    }
}
