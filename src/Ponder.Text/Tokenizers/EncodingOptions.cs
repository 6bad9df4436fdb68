namespace Ponder.Text.Tokenizers;

/// <summary>How <see cref="Tokenizer.EncodeWithOffsets"/> treats special tokens.</summary>
public sealed record EncodingOptions
{
    /// <summary>Whether what the tokenizer's post-processor adds (BOS, EOS) is added.</summary>
    /// <value>Default: false.</value>
    public bool AddSpecial { get; init; }

    /// <summary>Whether special tokens written in the text are plain text. Use it for text that is not trusted.</summary>
    /// <value>Default: false.</value>
    public bool SpecialAsText { get; init; }
}
