namespace Ponder.Verification.Puzzles.Families;

/// <summary>How often a letter stands in a text, capital or small.</summary>
internal static class LetterCounting
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var letter = puzzle.Between("the letter \"", "\"");
        var text = puzzle.After("the text: \"");
        var end = text?.LastIndexOf('"') ?? -1;
        return letter?.Length == 1 && end >= 0
            ? Ruling.Number(text!.Take(end).Count(c => char.ToLowerInvariant(c) == char.ToLowerInvariant(letter[0])), answer)
            : Ruling.Unreadable;
    }
}
