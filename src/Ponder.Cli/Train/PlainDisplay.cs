using Ponder.Runs;
using Ponder.Runs.Metrics;

namespace Ponder.Cli.Train;

/// <summary>One line per step, for logs and pipes.</summary>
internal sealed class PlainDisplay(TextWriter output, TimeProvider time) : IRunObserver
{
    private static readonly (string Metric, string Name, Func<double, string> Write)[] s_columns =
    [
        (MetricNames.Loss, "loss", Units.Number),
        (MetricNames.RewardMean, "reward", Units.Number),
        (MetricNames.AccuracyTrain, "accuracy", Units.Percent),
        (MetricNames.AccuracyEval, "held-out", Units.Percent),
        (MetricNames.LengthMean, "length", Units.Number),
        (MetricNames.Entropy, "entropy", Units.Number),
        (MetricNames.MismatchMax, "mismatch", Units.Number),
        (MetricNames.GradNorm, "grad", Units.Number),
        (MetricNames.TokensPerSecond, "tokens/s", Units.Number),
        (MetricNames.TimeGenerate, "generate", Seconds),
        (MetricNames.TimeVerify, "verify", Seconds),
        (MetricNames.TimeUpdate, "update", Seconds),
    ];

    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(30);
    private StageProgress? _stage;
    private long _spoken;

    public void StageStarted(string name, string kind, long totalSteps, long doneSteps)
    {
        _spoken = time.GetTimestamp();
        _stage = new StageProgress(name, kind, totalSteps, doneSteps, _spoken);
        output.WriteLine($"stage {_stage.Title}: {(totalSteps == 1 ? "1 step" : $"{totalSteps} steps")}{(doneSteps > 0 ? $", {doneSteps} done before" : "")}");
    }

    // A sign of life within long steps; short ones speak for themselves.
    public void Progress(string phase, long done, long total)
    {
        var now = time.GetTimestamp();
        if (time.GetElapsedTime(_spoken, now) >= s_silence)
        {
            _spoken = now;
            output.WriteLine($"  {phase} {Units.Count(done)}/{Units.Count(total)}");
            output.Flush();
        }
    }

    public void StepDone(MetricsRow row)
    {
        var now = _spoken = time.GetTimestamp();
        _stage?.StepDone(now);
        var values = s_columns.Where(column => row[column.Metric] is not null).Select(column => $"{column.Name} {column.Write(row[column.Metric] ?? 0)}");
        var eta = _stage?.Remaining(time, now) is { } left ? $"  eta {Units.Clock(left)}" : "";
        output.WriteLine($"step {row.Step} {row.Stage} {_stage?.Done}/{_stage?.Total}  {string.Join("  ", values)}{eta}");
        output.Flush();
    }

    public void Note(string text)
    {
        output.WriteLine(text);
        output.Flush();
    }

    public void StageEnded(string name) =>
        output.WriteLine($"stage {name} done in {(_stage is null ? "" : Units.Clock(_stage.Elapsed(time, time.GetTimestamp())))}");

    private static string Seconds(double value) => $"{Units.Number(value)}s";
}
