using Ponder.Runs.Metrics;
using Ponder.Training.Optimisation;

namespace Ponder.Training.Pipelines;

/// <summary>The loop that all stepped stages share: step, log, checkpoint when due, stop cleanly when asked to.</summary>
internal static class StageLoop
{
    /// <summary>Runs a stage from where the session stands to its end.</summary>
    /// <param name="session">The run.</param>
    /// <param name="optimiser">Saved with every checkpoint.</param>
    /// <param name="steps">Steps of the stage.</param>
    /// <param name="stepAsync">One step: fills the row and returns the number of prompts that it drew.</param>
    /// <param name="token">Ends the loop after a checkpoint of the last whole step.</param>
    /// <exception cref="OperationCanceledException">The loop was asked to end; the checkpoint is written.</exception>
    public static async Task RunAsync(
        RunSession session, OptimiserStep optimiser, int steps, Func<MetricsRow, CancellationToken, Task<long>> stepAsync, CancellationToken token)
    {
        while (session.State.StageStep < steps)
        {
            var row = new MetricsRow(session.State.Step + 1, session.Stage.Name);
            var start = session.Time.GetTimestamp();
            var updates = optimiser.Updates;
            long drawn;
            try
            {
                token.ThrowIfCancellationRequested();
                drawn = await stepAsync(row, token);
            }
            catch (Exception e) when (token.IsCancellationRequested && optimiser.Updates == updates)
            {
                // The step was abandoned before it changed a weight, whatever the interruption broke in it.
                if (e is not OperationCanceledException)
                {
                    session.Recorder.AddEvent("note", $"While the run was being interrupted: {e.Message}");
                }
                session.Checkpoint(optimiser);
                throw new OperationCanceledException(token);
            }
            catch (TrainingException e)
            {
                throw session.WithAdvice(e, optimiser.Recipe);
            }
            row[MetricNames.TimeStep] = session.Time.GetElapsedTime(start).TotalSeconds;
            session.StepDone(row, drawn);
            if (session.State.StageStep < steps && session.State.StageStep % session.Recipe.CheckpointEvery == 0)
            {
                session.Checkpoint(optimiser);
            }
        }
    }
}
