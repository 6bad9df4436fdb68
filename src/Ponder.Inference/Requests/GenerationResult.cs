using Ponder.Text;

namespace Ponder.Inference.Requests;

/// <summary>One completion.</summary>
public sealed record GenerationResult
{
    /// <summary>Index within the request's samples, from 0.</summary>
    public required int Sample { get; init; }

    /// <summary>Token ids, the stop token included where there was one.</summary>
    public required int[] Tokens { get; init; }

    /// <summary>
    /// Log-probability of each token under the distribution that it was drawn from (temperature and truncation applied; for greedy decoding
    /// the untempered softmax); as long as <see cref="Tokens"/>.
    /// </summary>
    public required float[] LogProbs { get; init; }

    /// <summary>Version of the weights that gave each token; as long as <see cref="Tokens"/>.</summary>
    public required int[] Versions { get; init; }

    /// <summary>Why it ended.</summary>
    public required FinishReason Finish { get; init; }

    /// <summary>The decoded completion without the stop token or stop string; null where the engine has no tokenizer.</summary>
    public string? Text { get; init; }

    /// <summary>The stop string that ended it, if one did.</summary>
    public string? StopString { get; init; }
}
