using Ponder.Runs.Events;
using Ponder.Runs.Metrics;
using Ponder.Runs.Samples;
using Ponder.Runs.Storage;
using Ponder.Runs.TensorBoard;

namespace Ponder.Runs;

/// <summary>
/// Writes what a run does into its folder (metrics, events, TensorBoard, samples) and passes it on to a display. A step is in the
/// folder before the display hears of it.
/// </summary>
/// <remarks>Holds the folder's lock. One thread.</remarks>
public sealed class RunRecorder : IRunObserver, IDisposable
{
    private readonly IDisposable _lock;
    private readonly MetricsLog _metrics;
    private readonly EventLog _events;
    private readonly TensorBoardWriter _tensorBoard;
    private readonly IRunObserver? _display;
    private long? _step;

    /// <summary>Opens the logs of a run.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="time">Times of events.</param>
    /// <param name="display">Hears everything too.</param>
    /// <param name="resumeAfter">Step of the checkpoint that the run goes on from: what is logged of later steps is dropped. Null for a fresh run.</param>
    /// <param name="held">The folder's lock where the caller holds it already; taken over. Null: the recorder takes it.</param>
    /// <exception cref="RunStorageException">A log cannot be opened.</exception>
    public RunRecorder(RunFolder folder, TimeProvider time, IRunObserver? display, long? resumeAfter = null, IDisposable? held = null)
    {
        Folder = folder;
        _display = display;
        _step = resumeAfter;
        _lock = held ?? folder.Lock();
        _metrics = new MetricsLog(folder.MetricsPath);
        _events = new EventLog(folder.EventsPath, time);
        Samples = new SampleStore(folder.SamplesPath);
        if (resumeAfter is { } step)
        {
            _metrics.TruncateAfter(step);
            Samples.TruncateAfter(step);
        }

        _tensorBoard = new TensorBoardWriter(folder.TensorBoardPath, time, resumeAfter);
        AddEvent(
            resumeAfter is null ? "run-started" : "run-resumed",
            resumeAfter is null ? "The run starts." : $"The run goes on after step {resumeAfter}.");
    }

    /// <summary>The run's folder.</summary>
    public RunFolder Folder { get; }

    /// <summary>The trajectories.</summary>
    public SampleStore Samples { get; }

    /// <inheritdoc/>
    public void StageStarted(string name, string kind, long totalSteps, long doneSteps)
    {
        var steps = totalSteps == 1 ? "1 step" : $"{totalSteps} steps";
        AddEvent("stage-started", $"Stage {name}{(kind == name ? "" : $" ({kind})")} starts: {steps}{(doneSteps > 0 ? $", {doneSteps} done before" : "")}.");
        _display?.StageStarted(name, kind, totalSteps, doneSteps);
    }

    /// <inheritdoc/>
    public void Progress(string phase, long done, long total) => _display?.Progress(phase, done, total);

    /// <inheritdoc/>
    public void StepDone(MetricsRow row)
    {
        _metrics.Append(row);
        _tensorBoard.Write(row);
        _step = row.Step;
        _display?.StepDone(row);
    }

    /// <inheritdoc/>
    public void Note(string text)
    {
        AddEvent("note", text);
        _display?.Note(text);
    }

    /// <inheritdoc/>
    public void StageEnded(string name)
    {
        AddEvent("stage-ended", $"Stage {name} ends.");
        _display?.StageEnded(name);
    }

    /// <summary>Adds an event that the display does not show.</summary>
    public void AddEvent(string kind, string text) => _events.Add(kind, text, _step);

    /// <summary>Flushes the logs to the disk; call it before a checkpoint is acknowledged.</summary>
    public void Sync()
    {
        _metrics.Sync();
        _events.Sync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _tensorBoard.Dispose();
        _events.Dispose();
        _metrics.Dispose();
        _lock.Dispose();
    }
}
