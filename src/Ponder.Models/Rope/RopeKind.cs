namespace Ponder.Models.Rope;

/// <summary>How rotary frequencies are stretched for long contexts.</summary>
public enum RopeKind
{
    /// <summary>Not at all.</summary>
    Default,

    /// <summary>All divided by one factor (Chen et al. 2023, arXiv:2306.15595).</summary>
    Linear,

    /// <summary>Long waves divided, short ones kept, those between blended (Llama 3.1).</summary>
    Llama3,

    /// <summary>
    /// Ramp between kept and divided frequencies and a factor on scores (YaRN, Peng et al. 2023, arXiv:2309.00071).
    /// </summary>
    Yarn,

    /// <summary>Each divided by a number of its own: <c>rope_freqs</c> of GGUF files, LongRoPE with one list.</summary>
    Divisors,
}
