using Ponder.Algorithms.Records;
using Ponder.Data;
using Ponder.Models.Llama;
using Ponder.Runs.Metrics;
using Ponder.Runs.Samples;
using Ponder.Training.Recipes;
using Ponder.Training.Reinforcement;

namespace Ponder.Training.Pipelines;

/// <summary>Runs a stage of reinforcement learning.</summary>
internal static class RlRunner
{
    public static async Task RunAsync(RunSession session, RlStage stage, CancellationToken token)
    {
        using var optimiser = session.OpenOptimiser(stage.Optimiser, stage.Steps * stage.Epochs * stage.MiniBatches);
        using var engine = session.CreateEngine(stage.Prompts * stage.Group);
        using var referenceModel = stage.Objective.NeedsReference ? session.OpenReference() : null;
        var plan = new UpdatePlan(stage.Epochs, stage.MiniBatches, stage.MicroBatchTokens, stage.Sampling.EffectiveTemperature);
        var reference = referenceModel is null ? null : new ReferencePolicy(referenceModel, plan.Temperature, plan.MicroBatchTokens);
        var updater = new PolicyUpdater(session.Model, optimiser, stage.Objective, plan, reference) { Version = session.State.PolicyVersion };
        var publisher = new WeightPublisher(engine, (LlamaModel)session.Model);
        var curriculum = stage.Task.Source.OpenCurriculum();
        curriculum?.Restore(session.Difficulty ?? []);
        var prompts = new PromptStream(stage.Task.Source, session.SeedOf(stage), session.PromptsOf(stage.Task), curriculum) { Position = session.State.PromptsDrawn };
        var trainer = new RlTrainer(
            prompts,
            new RolloutSampler(engine, stage.Sampling, session.StopOptions, session.SeedOf(stage)),
            new RewardScorer(stage.Task.Source.Verifier, stage.Reward),
            stage.Objective,
            updater,
            publisher,
            reference,
            new StepShape(stage.Prompts, stage.Group),
            session.Time,
            session.Recorder.Progress);
        session.Recorder.StageStarted(stage.Name, "rl", stage.Steps, session.State.StageStep);
        await StageLoop.RunAsync(session, optimiser, stage.Steps, async (row, cancel) =>
        {
            var report = await trainer.StepAsync(session.State.StageStep, cancel);
            session.PolicyVersion = updater.Version;
            Describe(report, row);
            if (curriculum is not null)
            {
                Follow(curriculum, report, row);
                session.Difficulty = curriculum.State;
            }
            DecidedSomething(session, stage, report);
            if (stage.SamplesEvery > 0 && session.State.StageStep % stage.SamplesEvery == 0)
            {
                session.Recorder.Samples.Write(row.Step, Samples(report, row).Take(stage.SamplesPerStep));
            }
            return report.PromptsDrawn;
        }, token);
        session.Recorder.StageEnded(stage.Name);
    }

    /// <summary>Lets the difficulty follow the answers of a step, in the order in which they were asked.</summary>
    private static void Follow(ICurriculum curriculum, StepReport report, MetricsRow row)
    {
        foreach (var level in curriculum.State)
        {
            row[MetricNames.DifficultyOf + level.Family] = level.Level;
        }
        ScoredRollout[] decided = [.. report.Sampled.Where(scored => scored.Decided)];
        foreach (var family in decided.GroupBy(scored => curriculum.FamilyOf(scored.Rollout.Prompt.Id)))
        {
            row[MetricNames.SuccessOf + family.Key] = family.Average(scored => scored.Correct ? 1.0 : 0);
        }
        foreach (var scored in decided)
        {
            curriculum.Record(scored.Rollout.Prompt.Id, scored.Score);
        }
    }

    /// <summary>A stage in whose first step no verdict could be given would learn nothing in all its steps.</summary>
    private static void DecidedSomething(RunSession session, RlStage stage, StepReport report)
    {
        var undecided = report.Sampled.Where(scored => !scored.Decided).Select(scored => scored.Verdict).ToArray();
        if (undecided.Length == 0)
        {
            return;
        }
        var why = undecided.CountBy(verdict => verdict).MaxBy(pair => pair.Value).Key;
        if (undecided.Length == report.Sampled.Count && session.State.StageStep == 0)
        {
            throw new TrainingException($"stage {stage.Name}: the verifier {stage.Task.Source.Verifier.Name} decided none of the {undecided.Length} samples of the first step ({why}); "
                + "nothing can be learned so. Mend what it says and start again.");
        }
        session.Recorder.AddEvent("note", $"{undecided.Length} of {report.Sampled.Count} samples of step {session.State.Step + 1} could not be judged and were left out; mostly {why}.");
    }

    /// <summary>Puts the figures of a step into its row. Rewards and accuracy are those of the samples that could be judged.</summary>
    private static void Describe(StepReport report, MetricsRow row)
    {
        ScoredRollout[] decided = [.. report.Sampled.Where(scored => scored.Decided)];
        var lengths = report.Sampled.Select(scored => scored.Rollout.Tokens.Length).ToArray();
        row[MetricNames.Loss] = report.Update?.Statistics.Loss;
        if (decided.Length > 0)
        {
            var mean = decided.Average(scored => scored.Reward);
            row[MetricNames.RewardMean] = mean;
            row[MetricNames.RewardStd] = Math.Sqrt(decided.Average(scored => (scored.Reward - mean) * (scored.Reward - mean)));
            row[MetricNames.AccuracyTrain] = decided.Average(scored => scored.Correct ? 1.0 : 0);
        }
        row[MetricNames.VerdictsUndecided] = decided.Length < report.Sampled.Count ? report.Sampled.Count - decided.Length : null;
        row[MetricNames.LengthMean] = lengths.Average();
        row[MetricNames.LengthMax] = lengths.Max();
        row[MetricNames.LengthTruncated] = report.Sampled.Average(scored => scored.Rollout.Finish == Text.FinishReason.Length ? 1.0 : 0);
        row[MetricNames.Entropy] = report.Update?.Statistics.Entropy;
        row[MetricNames.ClipFraction] = report.Update is { } u ? u.Statistics.ClipFractionLow + u.Statistics.ClipFractionHigh : null;
        row[MetricNames.Kl] = report.Update?.Statistics.ReferenceDivergence;
        row[MetricNames.MismatchMean] = report.Update?.Statistics.MismatchMean;
        row[MetricNames.MismatchMax] = report.Update?.Statistics.MismatchMax;
        row[MetricNames.GradNorm] = report.Update?.GradNorm;
        row[MetricNames.LearningRate] = report.Update?.LearningRate;
        row[MetricNames.GroupsKept] = report.Credited.Select(credited => credited.Scored.Rollout.Prompt.Ordinal).Distinct().Count();
        row[MetricNames.GroupsSampled] = report.PromptsDrawn;
        row[MetricNames.TokensGenerated] = lengths.Sum(length => (long)length);
        row[MetricNames.TokensTrained] = report.Update?.Tokens;
        row[MetricNames.TokensPerSecond] = lengths.Sum(length => (long)length) / report.Times.Total;
        row[MetricNames.TimeGenerate] = report.Times.Generate;
        row[MetricNames.TimeVerify] = report.Times.Verify;
        row[MetricNames.TimeUpdate] = report.Times.Update;
        row[MetricNames.TimePublish] = report.Times.Publish;
        row[MetricNames.PolicyVersion] = report.Update?.Version;
    }

    private static IEnumerable<SampleRecord> Samples(StepReport report, MetricsRow row)
    {
        var advantages = report.Credited.ToDictionary(
            credited => (credited.Scored.Rollout.Prompt.Ordinal, credited.Scored.Rollout.Sample),
            credited => credited.Advantages.Length == 0 ? 0 : (double)credited.Advantages.Average());
        foreach (var scored in report.Sampled)
        {
            var rollout = scored.Rollout;
            double? advantage = advantages.TryGetValue((rollout.Prompt.Ordinal, rollout.Sample), out var value) ? value : null;
            yield return SampleRecord.Of(row.Step, row.Stage, rollout, scored.Verdict, scored.Extracted, scored.Reward, advantage);
        }
    }
}
