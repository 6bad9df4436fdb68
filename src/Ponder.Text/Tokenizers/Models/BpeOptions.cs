namespace Ponder.Text.Tokenizers.Models;

/// <summary>The switches of a BPE model as <c>tokenizer.json</c> writes them.</summary>
internal sealed record BpeOptions
{
    /// <summary>What a character outside the vocabulary becomes; null: it vanishes, as in the reference implementation.</summary>
    public int? UnknownId { get; init; }

    /// <summary>Neighbouring unknown characters become one token.</summary>
    public bool FuseUnknown { get; init; }

    /// <summary>A character outside the vocabulary becomes its bytes, <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c>.</summary>
    public bool ByteFallback { get; init; }

    /// <summary>A word that is in the vocabulary as a whole is one token.</summary>
    public bool IgnoreMerges { get; init; }

    /// <summary>The words arrive in the byte alphabet: one character is one byte.</summary>
    public bool ByteLevel { get; init; }
}
