namespace Ponder.Verification.Code.Comparing;

/// <summary>A rule for comparing outputs.</summary>
public enum CheckerKind
{
    /// <summary>Every character equal.</summary>
    Exact,

    /// <summary>Lines equal after trimming at the right; empty lines at the end do not count.</summary>
    Lines,

    /// <summary>Words equal, whatever is between them.</summary>
    Tokens,

    /// <summary>As many words, and those that are numbers equal within a tolerance.</summary>
    Numbers,

    /// <summary>Lines equal in any order.</summary>
    UnorderedLines,

    /// <summary>Lines equal in any order, and the words of each in any order.</summary>
    UnorderedLinesAndTokens,

    /// <summary>A program decides.</summary>
    Program,
}
