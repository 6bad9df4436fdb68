using Ponder.Runs.Metrics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Ponder.Cli.Train;

/// <summary>Draws the state of a run: stages with bars, the last step's figures, notes.</summary>
internal static class TrainPanel
{
    private const int BarWidth = 28;
    private const int NarrowBarWidth = 14;
    private const int NarrowTerminal = 100;
    private const int SparklineWidth = 36;
    private const int SplitWidth = 14;

    private static readonly (string Metric, string Name, string Colour)[] s_timeParts =
    [
        (MetricNames.TimeGenerate, "generate", "dodgerblue1"),
        (MetricNames.TimeVerify, "verify", "orange1"),
        (MetricNames.TimeUpdate, "update", "darkcyan"),
        (MetricNames.TimePublish, "publish", "mediumpurple1"),
        (MetricNames.TimeEval, "evaluate", "palevioletred1"),
    ];

    public static IRenderable Render(TrainProgress progress, TimeProvider time, int width)
    {
        lock (progress.Gate)
        {
            // Spectre cannot draw nothing: before the first stage there is a sentence instead of the bars.
            var rows = new List<IRenderable>
            {
                progress.Stages.Any()
                    ? Stages(progress, time, width < NarrowTerminal ? NarrowBarWidth : BarWidth)
                    : new Markup("[grey]loading the model and opening the run…[/]"),
            };
            if (progress.Row is { } row)
            {
                rows.Add(new Panel(Figures(progress, row))
                {
                    Header = new PanelHeader($" step {row.Step} "),
                    Border = BoxBorder.Rounded,
                    BorderStyle = new Style(Color.Grey),
                    Padding = new Padding(1, 0),
                });
            }

            rows.AddRange(progress.Notes.Select(note => new Markup($"[grey]{Markup.Escape(note)}[/]")));
            return new Rows(rows);
        }
    }

    private static Grid Stages(TrainProgress progress, TimeProvider time, int barWidth)
    {
        var now = time.GetTimestamp();
        var grid = new Grid();
        for (var column = 0; column < 6; column++)
        {
            grid.AddColumn(new GridColumn().NoWrap().PadRight(2));
        }

        foreach (var stage in progress.Stages)
        {
            var active = stage == progress.Current;
            var phase = active && progress.Phase is { } part ? $"{part.Name} {Units.Count(part.Done)}/{Units.Count(part.Total)}" : "";
            var remaining = stage.Remaining(time, now) is { } left ? $"ETA {Units.Clock(left)}" : "";
            grid.AddRow(
                new Markup(active ? "[dodgerblue1]●[/]" : stage.Ended ? "[green]✓[/]" : "[grey]○[/]"),
                new Markup($"[bold]{Markup.Escape(stage.Name)}[/]{(stage.Kind == stage.Name ? "" : $" [grey]{Markup.Escape(stage.Kind)}[/]")}"),
                new Markup(Bar(stage, barWidth)),
                new Markup($"{stage.Done}[grey]/{stage.Total}[/]"),
                new Markup($"[grey]{Units.Clock(stage.Elapsed(time, now))}[/] {remaining}"),
                new Markup($"[grey]{Markup.Escape(phase)}[/]"));
        }

        return grid;
    }

    private static string Bar(StageProgress stage, int width)
    {
        var share = stage.Total == 0 ? 1 : Math.Clamp((double)stage.Done / stage.Total, 0, 1);
        var filled = (int)Math.Round(share * width);
        return $"[{(stage.Ended ? "green" : "dodgerblue1")}]{new string('━', filled)}[/][grey35]{new string('━', width - filled)}[/]";
    }

    private static Grid Figures(TrainProgress progress, MetricsRow row)
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn().NoWrap().Width(9).PadRight(1));
        grid.AddColumn(new GridColumn().NoWrap());
        var curve = $"[dodgerblue1]{Sparkline.Draw(progress.History, SparklineWidth)}[/]";
        if (row[MetricNames.RewardMean] is { } reward)
        {
            Line("reward", $"[bold]{Units.Number(reward)}[/]{Dim(row[MetricNames.RewardStd], " ± {0}")}  {curve}");
        }
        else if (row[MetricNames.Loss] is { } loss)
        {
            Line("loss", $"[bold]{Units.Number(loss)}[/]  {curve}");
        }

        var heldOut = progress.Evaluated is { } evaluated
            ? $"held out [bold green]{Units.Percent(evaluated.Value)}[/] [grey](step {evaluated.Step})[/]"
            : "";
        if (row[MetricNames.AccuracyTrain] is { } accuracy)
        {
            Line("accuracy", $"[bold]{Units.Percent(accuracy)}[/]  {heldOut}");
        }
        else if (heldOut.Length > 0)
        {
            Line("accuracy", heldOut);
        }

        if (row[MetricNames.LengthMean] is { } length)
        {
            Line("length", $"{Units.Number(length)}{Dim(row[MetricNames.LengthMax], " max {0}")}{Named("entropy", row[MetricNames.Entropy])}");
        }

        if (row[MetricNames.TokensPerSecond] is { } speed)
        {
            Line("speed", $"{Units.Number(speed)} tokens/s{Named("step", row[MetricNames.TimeStep], " s")}");
        }

        if (TimeSplit(row) is { Length: > 0 } split)
        {
            Line("time", split);
        }

        if (row[MetricNames.MismatchMax] is { } mismatch)
        {
            Line("mismatch", mismatch == 0 ? "[green]exactly 0[/]" : $"[yellow]{Units.Number(mismatch)}[/]");
        }

        Line("gradient", $"{(row[MetricNames.GradNorm] is { } norm ? Units.Number(norm) : "–")}{Named("lr", row[MetricNames.LearningRate])}");
        return grid;

        void Line(string name, string text) => grid.AddRow(new Markup($"[grey]{name}[/]"), new Markup(text));
    }

    private static string Dim(double? value, string format) =>
        value is { } number ? $"[grey]{string.Format(format, Units.Number(number))}[/]" : "";

    private static string Named(string name, double? value, string unit = "") =>
        value is { } number ? $"  [grey]{name}[/] {Units.Number(number)}{unit}" : "";

    // Parts of the step's time: a bar, then the names with their shares.
    private static string TimeSplit(MetricsRow row)
    {
        var parts = s_timeParts.Select(part => (part.Name, part.Colour, Seconds: row[part.Metric] ?? 0)).Where(part => part.Seconds > 0).ToArray();
        var total = parts.Sum(part => part.Seconds);
        if (parts.Length < 2 || total <= 0)
        {
            return "";
        }

        var bar = string.Concat(parts.Select(part => $"[{part.Colour}]{new string('▆', (int)Math.Round(part.Seconds / total * SplitWidth))}[/]"));
        var names = string.Join("  ", parts.Select(part => $"[{part.Colour}]{part.Name}[/] {part.Seconds / total:0 %}"));
        return $"{bar}  {names}";
    }
}
