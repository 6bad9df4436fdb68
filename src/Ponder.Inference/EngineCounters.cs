namespace Ponder.Inference;

/// <summary>What an engine has done so far, taken between two steps.</summary>
public sealed record EngineCounters
{
    /// <summary>Steps.</summary>
    public long Steps { get; init; }

    /// <summary>Token rows computed: prompts, generated tokens, and what was computed again.</summary>
    public long Rows { get; init; }

    /// <summary>Tokens generated.</summary>
    public long GeneratedTokens { get; init; }

    /// <summary>Tokens that did not have to be computed because blocks of another completion, or of an earlier prompt that begins alike, held them.</summary>
    public long SharedTokens { get; init; }

    /// <summary>Completions that gave their blocks back for want of blocks and were computed again.</summary>
    public long Preemptions { get; init; }

    /// <summary>Completions in progress.</summary>
    public int Running { get; init; }

    /// <summary>Completions that wait.</summary>
    public int Waiting { get; init; }

    /// <summary>Blocks of the KV cache in use.</summary>
    public int BlocksInUse { get; init; }

    /// <summary>All blocks of the KV cache.</summary>
    public int Blocks { get; init; }

    /// <summary>Version of the weights in use.</summary>
    public int Version { get; init; }

    /// <summary>Time spent in steps.</summary>
    public TimeSpan Busy { get; init; }

    /// <summary>Generated tokens per second of <see cref="Busy"/>; 0 before the first step.</summary>
    public double TokensPerSecond => Busy > TimeSpan.Zero ? GeneratedTokens / Busy.TotalSeconds : 0;
}
