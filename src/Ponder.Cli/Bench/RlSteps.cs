using System.Diagnostics;
using Ponder.Runs;
using Ponder.Runs.Metrics;
using Ponder.Tensors;

namespace Ponder.Cli.Bench;

/// <summary>Times the steps of a run from outside, and measures the rate of matrix products between them, off the clock.</summary>
/// <param name="enough">After so many steps <paramref name="stop"/> is called; 0 for never.</param>
/// <param name="stop">Ends the run.</param>
internal sealed class RlSteps(int enough, Action stop) : IRunObserver
{
    private readonly List<RlStep> _steps = [];
    private long _since;

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<RlStep> Steps => _steps;

    /// <inheritdoc/>
    public void StageStarted(string name, string kind, long totalSteps, long doneSteps) => _since = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public void Progress(string phase, long done, long total)
    {
    }

    /// <inheritdoc/>
    public void StepDone(MetricsRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row[MetricNames.RewardMean] is { } reward)
        {
            var seconds = Stopwatch.GetElapsedTime(_since).TotalSeconds;
            _steps.Add(new RlStep(
                seconds,
                row[MetricNames.TimeGenerate] ?? 0,
                row[MetricNames.TimeVerify] ?? 0,
                row[MetricNames.TimeUpdate] ?? 0,
                row[MetricNames.TokensGenerated] ?? 0,
                reward,
                MachineRate.Gemm(LinearPrecision.Float32),
                MachineRate.Gemm(LinearPrecision.BFloat16)));
        }

        if (enough > 0 && _steps.Count == enough)
        {
            stop();
        }

        _since = Stopwatch.GetTimestamp();
    }

    /// <inheritdoc/>
    public void Note(string text)
    {
    }

    /// <inheritdoc/>
    public void StageEnded(string name)
    {
    }
}
