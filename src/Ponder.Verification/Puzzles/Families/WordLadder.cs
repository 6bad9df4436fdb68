namespace Ponder.Verification.Puzzles.Families;

/// <summary>
/// Words from the first to the last of which neighbours differ in one letter. There is no dictionary here: a chain that keeps the
/// rules of letters with words other than the stored ones is undecided.
/// </summary>
internal static class WordLadder
{
    private const int MaxWords = 1000;

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var (start, end) = (puzzle.Between("word ladder '", "'"), puzzle.Between("' to '", "'"));
        if (start is null || end is null)
        {
            return Ruling.Unreadable;
        }

        var words = answer.Split(',', StringSplitOptions.TrimEntries);
        if (words.Length > MaxWords || words.Any(w => w.Length != start.Length || !w.All(char.IsAsciiLetterUpper)))
        {
            return Ruling.Malformed;
        }

        if (words[0] != start || words[^1] != end)
        {
            return Ruling.Wrong("other-ends");
        }

        if (words.Zip(words.Skip(1)).Any(p => p.First.Zip(p.Second).Count(c => c.First != c.Second) != 1))
        {
            return Ruling.Wrong("not-one-letter");
        }

        var known = (puzzle.Reference ?? "").Split(',', StringSplitOptions.TrimEntries);
        return words.All(known.Contains) ? Ruling.Right : new Ruling(Outcome.Undecided, "unknown-word");
    }
}
