namespace Ponder.Text.Tokenizers;

/// <summary>A token that is recognised in the text before the model sees it.</summary>
internal sealed record AddedToken
{
    public required int Id { get; init; }

    public required string Content { get; init; }

    /// <summary>Left out of decoded text when special tokens are skipped.</summary>
    public bool Special { get; init; }

    /// <summary>Matched in the normalised text instead of the raw text.</summary>
    public bool Normalized { get; init; }

    /// <summary>Takes the white space on its left with it.</summary>
    public bool StripLeft { get; init; }

    /// <summary>Takes the white space on its right with it.</summary>
    public bool StripRight { get; init; }

    /// <summary>Only where no word character touches it.</summary>
    public bool SingleWord { get; init; }
}
