namespace Ponder.Inference.KvCache;

/// <summary>What happens to cached keys and values of completions in progress when new weights are published.</summary>
public enum KvAfterPublish
{
    /// <summary>They are computed again under the new weights, so that the next token comes from one policy.</summary>
    Recompute,

    /// <summary>They stay: costs nothing, and the next tokens come from a mixture of old keys and new weights (as PipelineRL, arXiv:2509.19128).</summary>
    Keep,
}
