namespace Ponder.Verification.Puzzles.Families;

/// <summary>Zeros and ones whose weighted sums of rows and columns are as given.</summary>
internal static class Kakurasu
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var (rowSums, columnSums) = (Sums(puzzle, "row"), Sums(puzzle, "column"));
        if (rowSums is null || columnSums is null)
        {
            return Ruling.Unreadable;
        }

        if (PuzzleGrid.Read(answer) is not { } grid || grid.Length != rowSums.Length || grid[0].Length != columnSums.Length
            || grid.Any(row => row.Any(c => c is not (0 or 1))))
        {
            return Ruling.Malformed;
        }

        return Ruling.Of(
            rowSums.Select((sum, r) => sum == grid[r].Select((v, c) => v * (c + 1)).Sum()).All(ok => ok)
            && columnSums.Select((sum, c) => sum == grid.Select((row, r) => row[c] * (r + 1)).Sum()).All(ok => ok),
            "different-sum");
    }

    // The first list of as many numbers that follows the word.
    private static int[]? Sums(PuzzleCase puzzle, string word)
    {
        foreach (var key in new[] { $"{word} sums", $"{word} constraints", $"{word}s sum", $"{word} sum", $"{word}s", word })
        {
            var at = puzzle.Question.IndexOf(key, StringComparison.OrdinalIgnoreCase);
            var open = at < 0 ? -1 : puzzle.Question.IndexOf('[', at);
            var close = open < 0 ? -1 : puzzle.Question.IndexOf(']', open);
            if (close > 0 && PuzzleText.Ints(puzzle.Question[(open + 1)..close], ',', ' ') is { Length: > 0 } sums)
            {
                return sums;
            }
        }

        return null;
    }
}
