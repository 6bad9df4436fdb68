namespace Ponder.Text.Tokenizers.PreTokenizers;

/// <summary>Which pieces Metaspace begins with its mark.</summary>
internal enum PrependScheme
{
    /// <summary>None.</summary>
    Never,

    /// <summary>All.</summary>
    Always,

    /// <summary>The one at the very start of the text.</summary>
    First,
}
