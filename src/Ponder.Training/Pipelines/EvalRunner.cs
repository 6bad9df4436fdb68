using Ponder.Evaluation;
using Ponder.Runs.Metrics;
using Ponder.Runs.Samples;
using Ponder.Training.Recipes;

namespace Ponder.Training.Pipelines;

/// <summary>Runs an evaluation stage: one step of the run.</summary>
internal static class EvalRunner
{
    private const int SamplesKept = 64;

    public static async Task RunAsync(RunSession session, EvalStage stage, CancellationToken token)
    {
        session.Recorder.StageStarted(stage.Name, "eval", 1, 0);
        token.ThrowIfCancellationRequested();
        var start = session.Time.GetTimestamp();
        var report = await EvaluateAsync(session, stage, token);
        var seconds = session.Time.GetElapsedTime(start).TotalSeconds;
        var row = new MetricsRow(session.State.Step + 1, stage.Name)
        {
            [MetricNames.AccuracyEval] = report.Accuracy.Value,
            [MetricNames.AccuracyEvalLow] = report.Accuracy.Low,
            [MetricNames.AccuracyEvalHigh] = report.Accuracy.High,
            [MetricNames.AccuracyEvalCount] = report.Accuracy.Total,
            [MetricNames.AccuracyOf(Suite(session.Recipe, stage))] = report.Accuracy.Value,
            [MetricNames.LengthMean] = report.MeanLength,
            [MetricNames.TimeEval] = seconds,
            [MetricNames.TimeStep] = seconds,
        };
        session.Recorder.Samples.Write(row.Step, report.Items.Take(SamplesKept).Select(item => SampleRecord.Of(
            row.Step, stage.Name, item.Rollout, $"{item.Verdict.Outcome.ToString().ToLowerInvariant()}: {item.Verdict.Reason}",
            item.Verdict.Extracted, item.Verdict.Score, null)));
        session.StepDone(row, 0);
        session.Recorder.Note(
            $"{stage.Name}: {report.Accuracy} of {report.Items.Count} {stage.Split.ToString().ToLowerInvariant()} items of {stage.Task.Source.Name} correct"
            + (report.Undecided > 0 ? $", {report.Undecided} undecided" : "") + ".");
        session.Recorder.StageEnded(stage.Name);
    }

    // The first stage that asks the same items in the same way gives its name to all of them.
    private static string Suite(Recipe recipe, EvalStage stage) => recipe.Stages.OfType<EvalStage>()
        .First(other => (other.Task.Resolved, other.Split, other.Count, other.Sampling) == (stage.Task.Resolved, stage.Split, stage.Count, stage.Sampling)).Name;

    private static async Task<EvaluationReport> EvaluateAsync(RunSession session, EvalStage stage, CancellationToken token)
    {
        using var engine = session.CreateEngine(stage.Count);
        var build = session.PromptsOf(stage.Task);
        var count = (int)Math.Min(stage.Count, stage.Task.Source.Count(stage.Split));
        var prompts = Enumerable.Range(0, count).Select(i => build(stage.Task.Source.ItemAt(stage.Split, i), i)).ToArray();
        return await new TaskEvaluator(engine, stage.Task.Source)
            .EvaluateAsync(prompts, stage.Sampling, session.StopOptions, session.SeedOf(stage), token, (done, total) => session.Recorder.Progress("eval", done, total));
    }
}
