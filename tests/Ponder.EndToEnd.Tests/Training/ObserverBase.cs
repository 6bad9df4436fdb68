using Ponder.Runs;
using Ponder.Runs.Metrics;

namespace Ponder.EndToEnd.Tests.Training;

/// <summary>An observer that does nothing but what a test overrides.</summary>
internal abstract class ObserverBase : IRunObserver
{
    public virtual void StageStarted(string name, string kind, long totalSteps, long doneSteps)
    {
    }

    public virtual void Progress(string phase, long done, long total)
    {
    }

    public virtual void StepDone(MetricsRow row)
    {
    }

    public virtual void Note(string text)
    {
    }

    public virtual void StageEnded(string name)
    {
    }
}
