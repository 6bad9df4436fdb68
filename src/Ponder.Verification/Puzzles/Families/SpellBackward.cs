namespace Ponder.Verification.Puzzles.Families;

/// <summary>A word with its letters in reverse.</summary>
internal static class SpellBackward
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var word = puzzle.After(": ")?.Trim();
        return Ruling.Text(word is null ? null : string.Concat(word.Reverse()), answer);
    }
}
