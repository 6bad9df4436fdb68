namespace Ponder.Runs.Metrics;

/// <summary>Names of the metrics that the loops log. Units are in the last part of a name where they are not plain numbers; times are seconds.</summary>
public static class MetricNames
{
    /// <summary>Loss of the step.</summary>
    public const string Loss = "loss";

    /// <summary>Mean reward over all rollouts that were sampled for the step, filtered ones included.</summary>
    public const string RewardMean = "reward/mean";

    /// <summary>Standard deviation of the reward over the same rollouts.</summary>
    public const string RewardStd = "reward/std";

    /// <summary>Part of the step's rollouts that the verifier called correct, 0 to 1; in supervised stages, of the predicted tokens.</summary>
    public const string AccuracyTrain = "accuracy/train";

    /// <summary>Number of the step's rollouts that the verifier could not decide; they have no reward and are not learned from. Only where there are any.</summary>
    public const string VerdictsUndecided = "verdicts/undecided";

    /// <summary>Beginning of the names of the level of each family of an adapting difficulty, <c>difficulty/gcd</c>.</summary>
    public const string DifficultyOf = "difficulty/";

    /// <summary>Beginning of the names of the share of right answers of each family, <c>success/gcd</c>; only in steps in which it was asked.</summary>
    public const string SuccessOf = "success/";

    /// <summary>Greedy accuracy on held-out items, 0 to 1; only in the steps that evaluate.</summary>
    public const string AccuracyEval = "accuracy/eval";

    /// <summary>Lower end of the 95 % confidence interval of <see cref="AccuracyEval"/>.</summary>
    public const string AccuracyEvalLow = "accuracy/eval_low";

    /// <summary>Upper end of the 95 % confidence interval of <see cref="AccuracyEval"/>.</summary>
    public const string AccuracyEvalHigh = "accuracy/eval_high";

    /// <summary>Number of items behind <see cref="AccuracyEval"/>.</summary>
    public const string AccuracyEvalCount = "accuracy/eval_count";

    /// <summary>
    /// <see cref="AccuracyEval"/> under the name of its suite: evaluations that ask the same items are one suite, and one curve; others
    /// cannot be compared with it.
    /// </summary>
    /// <param name="suite">The name of the suite: of the first stage that asks those items.</param>
    public static string AccuracyOf(string suite) => $"{AccuracyEval}/{suite}";

    /// <summary>Mean number of completion tokens.</summary>
    public const string LengthMean = "length/mean";

    /// <summary>Largest number of completion tokens.</summary>
    public const string LengthMax = "length/max";

    /// <summary>Part of the rollouts that ended at the length limit, 0 to 1.</summary>
    public const string LengthTruncated = "length/truncated";

    /// <summary>Mean entropy of the policy over the response tokens that the update computed, nats.</summary>
    public const string Entropy = "entropy";

    /// <summary>Part of the response tokens whose ratio was clipped, 0 to 1.</summary>
    public const string ClipFraction = "clip/fraction";

    /// <summary>Mean divergence from the reference or old policy over response tokens, nats.</summary>
    public const string Kl = "kl";

    /// <summary>Mean absolute difference between the sampler's and the trainer's log-probabilities.</summary>
    public const string MismatchMean = "mismatch/mean";

    /// <summary>Largest absolute difference between the sampler's and the trainer's log-probabilities.</summary>
    public const string MismatchMax = "mismatch/max";

    /// <summary>Norm of the gradient before clipping.</summary>
    public const string GradNorm = "grad/norm";

    /// <summary>Learning rate.</summary>
    public const string LearningRate = "lr";

    /// <summary>Groups of samples that the update used.</summary>
    public const string GroupsKept = "groups/kept";

    /// <summary>Groups of samples that were drawn, dropped ones included.</summary>
    public const string GroupsSampled = "groups/sampled";

    /// <summary>Completion tokens that were generated in the step.</summary>
    public const string TokensGenerated = "tokens/generated";

    /// <summary>Tokens that the update went through, prompts included.</summary>
    public const string TokensTrained = "tokens/trained";

    /// <summary>Tokens per second of the whole step: generated ones in RL, trained ones in supervised stages.</summary>
    public const string TokensPerSecond = "tokens/per_second";

    /// <summary>Seconds spent in sampling.</summary>
    public const string TimeGenerate = "time/generate";

    /// <summary>Seconds between the last completion and the last verdict: verifying runs while others are sampled.</summary>
    public const string TimeVerify = "time/verify";

    /// <summary>Seconds spent in forward, backward and optimiser.</summary>
    public const string TimeUpdate = "time/update";

    /// <summary>Seconds spent in handing the new weights to the engine.</summary>
    public const string TimePublish = "time/publish";

    /// <summary>Seconds spent in evaluating.</summary>
    public const string TimeEval = "time/eval";

    /// <summary>Seconds of the whole step.</summary>
    public const string TimeStep = "time/step";

    /// <summary>Resident memory of the process, bytes.</summary>
    public const string MemoryRss = "memory/rss_bytes";

    /// <summary>Live native tensor handles at the end of the step.</summary>
    public const string MemoryLiveHandles = "memory/live_handles";

    /// <summary>Version of the policy that the step produced.</summary>
    public const string PolicyVersion = "policy/version";
}
