using Ponder.Text;

namespace Ponder.Runs.Samples;

/// <summary>One trajectory as the run folder keeps it: what was asked, what was sampled, what the verifier said, what was learned from it.</summary>
public sealed record SampleRecord
{
    /// <summary>Step of the run.</summary>
    public required long Step { get; init; }

    /// <summary>Name of the stage.</summary>
    public required string Stage { get; init; }

    /// <summary>The task.</summary>
    public required string Task { get; init; }

    /// <summary>Item within the task, for example <c>train/1234</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Index within the group of samples of the same prompt.</summary>
    public required int Sample { get; init; }

    /// <summary>The question alone.</summary>
    public required string Question { get; init; }

    /// <summary>The text that was tokenized.</summary>
    public required string Prompt { get; init; }

    /// <summary>The decoded completion.</summary>
    public required string Completion { get; init; }

    /// <summary>The reference answer.</summary>
    public required string Answer { get; init; }

    /// <summary>The answer that the verifier found, if any.</summary>
    public string? Extracted { get; init; }

    /// <summary><c>correct</c>, <c>wrong</c> or <c>undecided</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>The verifier's reason, if any.</summary>
    public string? Reason { get; init; }

    /// <summary>The reward that the update saw.</summary>
    public required double Reward { get; init; }

    /// <summary>Mean advantage of the completion's tokens; null where the sample was filtered before credit was given.</summary>
    public double? Advantage { get; init; }

    /// <summary>Why the completion ended: <c>stop</c>, <c>length</c>, <c>cancelled</c>.</summary>
    public required string Finish { get; init; }

    /// <summary>Token ids of the completion.</summary>
    public required int[] Tokens { get; init; }

    /// <summary>The sampler's log-probability of each token.</summary>
    public required float[] LogProbs { get; init; }

    /// <summary>Version of the policy that sampled each token.</summary>
    public required int[] Versions { get; init; }

    /// <summary>Text of each token, for the report's shading; null where nobody decoded them one by one.</summary>
    public string[]? Pieces { get; init; }

    /// <summary>A record of a rollout.</summary>
    /// <param name="step">Step of the run.</param>
    /// <param name="stage">Name of the stage.</param>
    /// <param name="rollout">What was sampled.</param>
    /// <param name="verdict">The verifier's word, with its reason after a colon if there is one: <c>wrong: no-box</c>.</param>
    /// <param name="extracted">The answer that was found.</param>
    /// <param name="reward">The reward that the update saw.</param>
    /// <param name="advantage">Mean advantage, or null.</param>
    public static SampleRecord Of(
        long step, string stage, Rollout rollout, string verdict, string? extracted, double reward, double? advantage)
    {
        var colon = verdict.IndexOf(':', StringComparison.Ordinal);
        return new SampleRecord
        {
            Step = step,
            Stage = stage,
            Task = rollout.Prompt.Task,
            Id = rollout.Prompt.Id,
            Sample = rollout.Sample,
            Question = rollout.Prompt.Question,
            Prompt = rollout.Prompt.Text,
            Completion = rollout.Text,
            Answer = rollout.Prompt.Answer,
            Extracted = extracted,
            Verdict = colon < 0 ? verdict : verdict[..colon],
            Reason = colon < 0 ? null : verdict[(colon + 1)..].Trim(),
            Reward = reward,
            Advantage = advantage,
            Finish = rollout.Finish.ToString().ToLowerInvariant(),
            Tokens = rollout.Tokens,
            LogProbs = rollout.LogProbs,
            Versions = rollout.Versions,
        };
    }
}
