namespace Ponder.Verification.Puzzles;

/// <summary>One row of the table of puzzle families.</summary>
/// <param name="Name">The family's name; the verifier is <c>puzzle:NAME</c>.</param>
/// <param name="Summary">What a right answer is, in one line.</param>
public sealed record PuzzleFamily(string Name, string Summary)
{
    internal PuzzleFamily(string name, string summary, PuzzleRule rule) : this(name, summary) => Rule = rule;

    /// <summary>Its rules.</summary>
    internal PuzzleRule Rule { get; } = (_, _) => Ruling.Unreadable;

    /// <summary>Longest answer that is read.</summary>
    internal int MaxLength { get; init; } = PuzzleVerifier.MaxLength;
}
