using System.Globalization;
using System.Text;
using Ponder.Runs.Metrics;

namespace Ponder.Runs.Reports.Sections;

/// <summary>What the runs are, and the figures that a reader wants first.</summary>
internal sealed class HeaderSection(IReadOnlyList<RunGroup> groups)
{
    private const int ShortHash = 12, MostSuites = 3;

    public string Render()
    {
        var runs = groups.SelectMany(group => group.Runs).ToArray();
        var html = new StringBuilder("<header><p class=\"brand\">ponder report</p>");
        html.Append($"<h1>{Html.Escape(string.Join(" · ", groups.Select(group => group.Title)))}</h1>");
        html.Append($"<p class=\"dim\">{Subtitle(runs)}</p>{string.Concat(runs.Select(State))}</header>\n");
        html.Append(groups.Count == 1 ? Figures(groups[0]) : "");
        html.Append(runs.Length > 1 ? Comparison() : "");
        html.Append(Facts(runs));
        return html.ToString();
    }

    private static string Subtitle(RunData[] runs)
    {
        var started = runs.Select(run => run.Lineage?.Started).OfType<DateTimeOffset>().DefaultIfEmpty().Min();
        var when = started == default ? "" : started.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture) + " UTC · ";
        return runs.Length == 1
            ? $"{when}{Html.Escape(runs[0].Label)} · run {Html.Escape(runs[0].Folder.Id)}"
            : $"{when}{runs.Length} runs. Lines are means over seeds, bands one standard deviation to both sides, thin lines single seeds.";
    }

    // A run that is not done says so before its figures.
    private static string State(RunData run)
    {
        if (run.Lineage is not { Status: not "done" } lineage)
        {
            return "";
        }

        var step = run.Rows.Count == 0 ? "before the first step" : $"after step {run.Rows[^1].Step}";
        var text = lineage.Status switch
        {
            "failed" => run.Events.LastOrDefault(entry => entry.Kind == "run-failed")?.Text ?? $"The run failed {step}.",
            "interrupted" => $"The run was interrupted {step}; train --resume goes on with it.",
            _ => $"The run is not at its end: it is still at work, or was killed {step}.",
        };
        return $"<p class=\"state {Html.Escape(lineage.Status)}\">{Html.Escape($"{run.Folder.Name} {run.Label}")}: {Html.Escape(text.Split('\n')[0])}</p>";
    }

    private static string Figures(RunGroup group)
    {
        var html = new StringBuilder("<section class=\"figures\">");
        foreach (var (metric, name) in Suites(group.Runs[0]))
        {
            html.Append(Accuracy(group, metric, name));
        }

        if (Ends(group, MetricNames.RewardMean) is { } reward)
        {
            html.Append(Figure("Reward", Html.Number(reward.Last.Mean), $"first step: {Html.Number(reward.First.Mean)}"));
        }

        if (Ends(group, MetricNames.LengthMean) is { } length)
        {
            html.Append(Figure("Response length", $"{Html.Number(length.Last.Mean)} tokens", $"first step: {Html.Number(length.First.Mean)}"));
        }

        var mismatch = group.Runs.SelectMany(run => run.Rows).Select(row => row[MetricNames.MismatchMax]).OfType<double>().ToArray();
        if (mismatch.Length > 0)
        {
            html.Append(Figure(
                "Train/rollout mismatch", mismatch.Max() == 0 ? "exactly 0" : Html.Number(mismatch.Max()), $"largest of {mismatch.Length} steps"));
        }

        var seconds = group.Runs.Average(run => run.Duration.TotalSeconds);
        html.Append(Figure("Time", Html.Duration(TimeSpan.FromSeconds(seconds)), group.Runs.Count > 1 ? "mean over seeds" : $"{group.Runs[0].Rows.Count} steps"));
        return html.Append("</section>\n").ToString();
    }

    // Those that were asked again and so show what the run did; else the last one.
    private static IEnumerable<(string Metric, string Name)> Suites(RunData run)
    {
        var again = run.Suites.Where(suite => run.First(suite.Metric) != run.Last(suite.Metric)).Take(MostSuites).ToArray();
        return again.Length > 0 ? again : run.Suites.TakeLast(1);
    }

    private static string Accuracy(RunGroup group, string metric, string name)
    {
        if (Ends(group, metric) is not (var first, var last))
        {
            return "";
        }

        var run = group.Runs[0];
        var spread = last.HalfWidth is { } half ? $" ± {Html.Percent(half)}" : "";
        string[] notes =
        [
            .. group.Runs.Count == 1 ? run.Intervals(metric).TakeLast(1).Select(at => $"95 % interval {Html.Percent(at.Low)} – {Html.Percent(at.High)}") : [],
            .. group.Runs.All(one => one.First(metric) == one.Last(metric)) ? Array.Empty<string>() : [$"first: {Html.Percent(first.Mean)}"],
        ];
        return Figure(run.Suites.Count > 1 ? $"Accuracy, {name}" : "Held-out accuracy", Html.Percent(last.Mean) + spread, string.Join("; ", notes));
    }

    private static string Figure(string name, string value, string note) =>
        $"<div><p class=\"dim\">{Html.Escape(name)}</p><p class=\"value\">{Html.Escape(value)}</p><p class=\"dim\">{Html.Escape(note)}</p></div>";

    private static (SeedStatistics First, SeedStatistics Last)? Ends(RunGroup group, string metric)
    {
        var first = group.Runs.Select(run => run.First(metric)?.Value).OfType<double>().ToArray();
        var last = group.Runs.Select(run => run.Last(metric)?.Value).OfType<double>().ToArray();
        return last.Length == 0 ? null : (SeedStatistics.Of(first), SeedStatistics.Of(last));
    }

    private string Comparison()
    {
        var html = new StringBuilder("<div class=\"wide\"><table><thead><tr><th>recipe</th><th class=\"n\">seeds</th><th class=\"n\">accuracy at the end</th>"
            + "<th class=\"n\">smallest – largest</th><th class=\"n\">reward</th><th class=\"n\">time</th></tr></thead><tbody>");
        foreach (var (index, group) in groups.Index())
        {
            var accuracy = Values(group, run => run.MainSuite);
            var reward = Values(group, _ => MetricNames.RewardMean);
            var statistics = accuracy.Length > 0 ? SeedStatistics.Of(accuracy) : default;
            html.Append($"<tr><td><i class=\"swatch f{index + 1}\"></i>{Html.Escape(group.Title)}</td><td class=\"n\">{group.Runs.Count}</td>");
            html.Append($"<td class=\"n\"><b>{(accuracy.Length == 0 ? "–" : Html.Percent(statistics.Mean))}</b>");
            html.Append(statistics.HalfWidth is { } half ? $" ± {Html.Percent(half)}</td>" : "</td>");
            html.Append($"<td class=\"n\">{(accuracy.Length == 0 ? "–" : $"{Html.Percent(accuracy.Min())} – {Html.Percent(accuracy.Max())}")}</td>");
            html.Append($"<td class=\"n\">{(reward.Length == 0 ? "–" : Html.Number(reward.Average()))}</td>");
            html.Append($"<td class=\"n\">{Html.Duration(TimeSpan.FromSeconds(group.Runs.Average(run => run.Duration.TotalSeconds)))}</td></tr>");
        }

        return html.Append("</tbody></table></div><p class=\"dim note\">± is half the 95 % confidence interval of the mean over seeds (Student's t).</p>\n").ToString();
    }

    private static double[] Values(RunGroup group, Func<RunData, string> metric) => [.. group.Runs.Select(run => run.Last(metric(run))?.Value).OfType<double>()];

    private static string Facts(RunData[] runs)
    {
        var html = new StringBuilder("<details class=\"facts\"><summary>Lineage</summary>");
        foreach (var run in runs)
        {
            if (run.Lineage is not { } lineage)
            {
                continue;
            }

            var machine = lineage.Machine;
            html.Append($"<h3>{Html.Escape(run.Folder.Name)} · {Html.Escape(run.Label)}</h3><dl>");
            Fact("status", lineage.Status + (lineage.ResumedAfter.Count > 0 ? $", resumed after step {string.Join(", ", lineage.ResumedAfter)}" : ""));
            Fact("code", lineage.Code);
            Fact("machine", $"{machine.Cpu}, {machine.Cores} cores, {Html.Bytes(machine.MemoryBytes)}");
            Fact("system", $"{machine.Os}, {machine.DotNet}");
            Fact("native", machine.Native);
            Fact("final weights", lineage.WeightsSha256);
            foreach (var input in lineage.Inputs)
            {
                Fact("input", $"{input.Path} ({Html.Bytes(input.Bytes)}, sha256 {input.Sha256[..Math.Min(ShortHash, input.Sha256.Length)]}…)");
            }

            html.Append("</dl>");
        }

        return html.Append("</details>\n").ToString();

        void Fact(string name, string? value)
        {
            if (value is not null)
            {
                html.Append($"<dt>{name}</dt><dd>{Html.Escape(value)}</dd>");
            }
        }
    }
}
