namespace Ponder.Verification.Format;

/// <summary>How two texts are compared after trimming.</summary>
public sealed record ExactOptions
{
    /// <summary>Whether <c>Paris</c> equals <c>paris</c> (ordinal, no culture).</summary>
    /// <value>Default: false.</value>
    public bool IgnoreCase { get; init; }

    /// <summary>Whether any run of white space equals one blank.</summary>
    /// <value>Default: false.</value>
    public bool CollapseWhitespace { get; init; }
}
