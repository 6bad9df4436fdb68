namespace Ponder.Text.Tokenizers;

/// <summary>What <c>tokenizer_config.json</c> says about special tokens.</summary>
public sealed record TokenizerConfig
{
    /// <summary>The beginning-of-sequence token's text.</summary>
    public string? BosToken { get; init; }

    /// <summary>The end-of-sequence token's text.</summary>
    public string? EosToken { get; init; }

    /// <summary>The padding token's text.</summary>
    public string? PadToken { get; init; }

    /// <summary>The unknown token's text.</summary>
    public string? UnknownToken { get; init; }

    /// <summary>The chat template's text, if the file holds one.</summary>
    public string? ChatTemplate { get; init; }

    /// <summary>The whole file, which <see cref="ITokenizer.Save"/> writes again; null to write one from the members.</summary>
    public byte[]? Json { get; init; }
}
