using static Ponder.Runs.Metrics.MetricNames;

namespace Ponder.Runs.Reports.Charts;

/// <summary>Which charts a report shows, in order.</summary>
internal static class ChartCatalogue
{
    public static IReadOnlyList<ChartPlan> All { get; } =
    [
        new("Accuracy", "share of correct answers", (AccuracyTrain, "training"), (AccuracyEval, "held out")) { Format = ValueFormat.Share },
        new("Reward", "mean over the step's rollouts", (RewardMean, "mean"), (RewardStd, "deviation")),
        new("Loss", "", (Loss, "loss")),
        new("Response length", "tokens", (LengthMean, "mean"), (LengthMax, "longest")) { FromZero = true },
        new("Entropy", "nats per response token", (Entropy, "entropy")) { FromZero = true },
        new("Truncated", "share of rollouts at the length limit", (LengthTruncated, "truncated")) { Format = ValueFormat.Share },
        new("Train/rollout mismatch", "absolute difference of log-probabilities", (MismatchMax, "max"), (MismatchMean, "mean")) { FromZero = true },
        new("Clipped", "share of response tokens", (ClipFraction, "clipped")) { Format = ValueFormat.Share },
        new("Divergence", "KL, nats per token", (Kl, "kl")),
        new("Gradient norm", "before clipping", (GradNorm, "norm")) { FromZero = true },
        new("Groups", "of samples of one prompt", (GroupsSampled, "sampled"), (GroupsKept, "used")) { FromZero = true },
        new("Learning rate", "", (LearningRate, "lr")) { FromZero = true },
        new("Speed", "tokens per second", (TokensPerSecond, "tokens/s")) { FromZero = true },
        new("Resident memory", "of the process", (MemoryRss, "memory")) { Format = ValueFormat.Bytes, FromZero = true },
        new("Live handles", "native tensors at the end of a step", (MemoryLiveHandles, "handles")) { FromZero = true },
    ];
}
