namespace Ponder.Text.Tokenizers.PreTokenizers;

/// <summary>What happens to the delimiters that a split finds.</summary>
internal enum SplitBehavior
{
    /// <summary>They vanish.</summary>
    Removed,

    /// <summary>Each is a part of its own.</summary>
    Isolated,

    /// <summary>Each joins the part before it.</summary>
    MergedWithPrevious,

    /// <summary>Each joins the part after it.</summary>
    MergedWithNext,

    /// <summary>Neighbouring ones are one part.</summary>
    Contiguous,
}
