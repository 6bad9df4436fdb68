using Ponder.Runs;
using Ponder.Runs.Metrics;

namespace Ponder.Cli.Train;

/// <summary>What a display needs to know of a run, kept up to date by the training thread.</summary>
/// <remarks>Read under <see cref="Gate"/>: the display draws from another thread.</remarks>
internal sealed class TrainProgress(TimeProvider time) : IRunObserver
{
    private const int HistoryLength = 512;
    private const int NotesKept = 4;
    private readonly List<StageProgress> _stages = [];
    private readonly List<double> _history = [];
    private readonly List<string> _notes = [];

    public Lock Gate { get; } = new();

    public IReadOnlyList<StageProgress> Stages => _stages;

    public StageProgress? Current => _stages.Count > 0 && !_stages[^1].Ended ? _stages[^1] : null;

    /// <summary>The last step's row.</summary>
    public MetricsRow? Row { get; private set; }

    /// <summary>Last held-out accuracy, with the step where it was measured.</summary>
    public (long Step, double Value)? Evaluated { get; private set; }

    /// <summary>Reward of the stage's steps, or the loss where the stage has no reward.</summary>
    public IReadOnlyList<double> History => _history;

    public (string Name, long Done, long Total)? Phase { get; private set; }

    public IReadOnlyList<string> Notes => _notes;

    public void StageStarted(string name, string kind, long totalSteps, long doneSteps)
    {
        lock (Gate)
        {
            _stages.Add(new StageProgress(name, kind, totalSteps, doneSteps, time.GetTimestamp()));
            _history.Clear();
            (Row, Phase) = (null, null);
        }
    }

    public void Progress(string phase, long done, long total)
    {
        lock (Gate)
        {
            Phase = (phase, done, total);
        }
    }

    public void StepDone(MetricsRow row)
    {
        lock (Gate)
        {
            Current?.StepDone(time.GetTimestamp());
            (Row, Phase) = (row, null);
            if (row[MetricNames.AccuracyEval] is { } accuracy)
            {
                Evaluated = (row.Step, accuracy);
            }

            if ((row[MetricNames.RewardMean] ?? row[MetricNames.Loss]) is { } value)
            {
                _history.Add(value);
                _history.RemoveRange(0, Math.Max(0, _history.Count - HistoryLength));
            }
        }
    }

    public void Note(string text)
    {
        lock (Gate)
        {
            _notes.Add(text);
            _notes.RemoveRange(0, Math.Max(0, _notes.Count - NotesKept));
        }
    }

    public void StageEnded(string name)
    {
        lock (Gate)
        {
            Current?.End(time.GetTimestamp());
            Phase = null;
        }
    }
}
