using Ponder.Runs.Metrics;
using Ponder.Training.Optimisation;
using Ponder.Training.Recipes;
using Ponder.Training.Reinforcement;
using Ponder.Training.Supervised;

namespace Ponder.Training.Pipelines;

/// <summary>Runs a supervised stage.</summary>
internal static class SftRunner
{
    public static async Task RunAsync(RunSession session, SftStage stage, CancellationToken token)
    {
        using var optimiser = session.OpenOptimiser(stage.Optimiser, stage.Steps);
        var items = new PromptStream(stage.Task.Source, session.SeedOf(stage), session.PromptsOf(stage.Task)) { Position = session.State.PromptsDrawn };
        var trainer = new SupervisedTrainer(
            session.Model, items, session.PromptBuilderOf(stage.Task), optimiser, stage.Batch, stage.MicroBatchTokens);
        session.Recorder.StageStarted(stage.Name, "sft", stage.Steps, session.State.StageStep);
        await StageLoop.RunAsync(session, optimiser, stage.Steps, (row, _) =>
        {
            var start = session.Time.GetTimestamp();
            var report = trainer.Step((done, total) => session.Recorder.Progress("update", done, total));
            var seconds = session.Time.GetElapsedTime(start).TotalSeconds;
            row[MetricNames.Loss] = report.Loss;
            row[MetricNames.GradNorm] = report.GradNorm;
            row[MetricNames.LearningRate] = report.LearningRate;
            row[MetricNames.TokensTrained] = report.Tokens;
            row[MetricNames.TokensPerSecond] = report.Tokens / seconds;
            row[MetricNames.TimeUpdate] = seconds;
            return Task.FromResult((long)stage.Batch);
        }, token);
        session.Recorder.StageEnded(stage.Name);
    }
}
