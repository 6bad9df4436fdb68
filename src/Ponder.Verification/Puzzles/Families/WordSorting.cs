namespace Ponder.Verification.Puzzles.Families;

/// <summary>The given words in the order of their characters' codes.</summary>
internal static class WordSorting
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var list = puzzle.After("comma-separated list: ");
        if (list is null)
        {
            return Ruling.Unreadable;
        }

        var words = list.Trim().Split(',', StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal);
        var expected = puzzle.Question.Contains("in descending order", StringComparison.Ordinal) ? words.Reverse() : words;
        return Ruling.Of(expected.SequenceEqual(answer.Split(',', StringSplitOptions.TrimEntries)), "not-sorted");
    }
}
