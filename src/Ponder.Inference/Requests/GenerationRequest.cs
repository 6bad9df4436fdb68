namespace Ponder.Inference.Requests;

/// <summary>A prompt and how to continue it. Token ids go in and token ids come out: generated text is never tokenized again.</summary>
public sealed record GenerationRequest
{
    /// <summary>Token ids of the prompt, at least one.</summary>
    public required int[] Prompt { get; init; }

    /// <summary>Number of completions, which share the computation of the prompt; 1 with greedy sampling.</summary>
    public int Samples { get; init; } = 1;

    /// <summary>How tokens are drawn.</summary>
    public SamplingOptions Sampling { get; init; } = new();

    /// <summary>What ends a completion.</summary>
    public StopOptions Stop { get; init; } = StopOptions.None;

    /// <summary>Key of the random draws.</summary>
    public SampleKey Key { get; init; }
}
