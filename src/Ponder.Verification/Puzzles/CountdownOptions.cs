namespace Ponder.Verification.Puzzles;

/// <summary>The rules of a countdown puzzle.</summary>
public sealed record CountdownOptions
{
    /// <summary>
    /// Whether every given number must be used; else some may be left out. None may be used more often than it is
    /// given.
    /// </summary>
    /// <value>Default: true.</value>
    public bool UseAll { get; init; } = true;
}
