using Ponder.Runs.Metrics;

namespace Ponder.Runs;

/// <summary>Hears what a run does, as it does it: the run folder's recorder and the terminal display are two of them.</summary>
/// <remarks>What an observer does not implement it does not hear. Calls come from the training thread, one at a time, and must return quickly.</remarks>
public interface IRunObserver
{
    /// <summary>A stage begins.</summary>
    /// <param name="name">Name of the stage in the recipe.</param>
    /// <param name="kind"><c>sft</c>, <c>rl</c>, <c>eval</c>…</param>
    /// <param name="totalSteps">Steps that the stage has in all.</param>
    /// <param name="doneSteps">Steps of the stage that were done in an earlier life of the run; 0 at a fresh start.</param>
    void StageStarted(string name, string kind, long totalSteps, long doneSteps)
    {
    }

    /// <summary>Progress within a step that takes long: <c>generate</c>, 120 of 512.</summary>
    void Progress(string phase, long done, long total)
    {
    }

    /// <summary>A step is done.</summary>
    void StepDone(MetricsRow row)
    {
    }

    /// <summary>A sentence for the reader: a checkpoint was written, an accuracy measured.</summary>
    void Note(string text)
    {
    }

    /// <summary>The stage is done.</summary>
    void StageEnded(string name)
    {
    }
}
