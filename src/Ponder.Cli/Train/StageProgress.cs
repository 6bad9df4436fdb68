namespace Ponder.Cli.Train;

/// <summary>How far one stage is.</summary>
internal sealed class StageProgress
{
    private const int RecentSteps = 20;
    private readonly Queue<long> _recent = new();
    private readonly long _started;

    public StageProgress(string name, string kind, long total, long doneBefore, long started)
    {
        (Name, Kind, Total, Done) = (name, kind, total, doneBefore);
        (_started, Last) = (started, started);
        _recent.Enqueue(started);
    }

    public string Name { get; }

    public string Kind { get; }

    /// <summary>Name and kind; the kind is left out where it says the same.</summary>
    public string Title => Kind == Name ? Name : $"{Name} ({Kind})";

    public long Total { get; }

    public long Done { get; private set; }

    public bool Ended { get; private set; }

    /// <summary>Time stamp of the last sign of life.</summary>
    public long Last { get; private set; }

    public void StepDone(long timestamp)
    {
        Done++;
        Last = timestamp;
        _recent.Enqueue(timestamp);
        if (_recent.Count > RecentSteps + 1)
        {
            _recent.Dequeue();
        }
    }

    public void End(long timestamp) => (Ended, Last) = (true, timestamp);

    public TimeSpan Elapsed(TimeProvider time, long now) => time.GetElapsedTime(_started, Ended ? Last : now);

    /// <summary>Time to the end of the stage at the speed of the last steps; null before the first step and after the last.</summary>
    public TimeSpan? Remaining(TimeProvider time, long now)
    {
        var steps = _recent.Count - 1;
        if (steps == 0 || Ended || Done >= Total)
        {
            return null;
        }

        var each = time.GetElapsedTime(_recent.Peek(), Last) / steps;
        var left = (each * (Total - Done)) - time.GetElapsedTime(Last, now);
        return left < TimeSpan.Zero ? TimeSpan.Zero : left;
    }
}
