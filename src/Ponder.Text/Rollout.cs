namespace Ponder.Text;

/// <summary>One sampled completion of a prompt, with what the sampler knew about every token.</summary>
public sealed record Rollout
{
    /// <summary>What was asked.</summary>
    public required Prompt Prompt { get; init; }

    /// <summary>Index within the group of samples of the same prompt, from 0.</summary>
    public required int Sample { get; init; }

    /// <summary>Token ids of the completion, the stop token included where there was one.</summary>
    public required int[] Tokens { get; init; }

    /// <summary>Log-probability of each token under the processed sampling distribution; as long as <see cref="Tokens"/>.</summary>
    public required float[] LogProbs { get; init; }

    /// <summary>Version of the policy that sampled each token; as long as <see cref="Tokens"/>.</summary>
    public required int[] Versions { get; init; }

    /// <summary>The decoded completion, without the stop token.</summary>
    public required string Text { get; init; }

    /// <summary>Why it ended.</summary>
    public required FinishReason Finish { get; init; }
}
