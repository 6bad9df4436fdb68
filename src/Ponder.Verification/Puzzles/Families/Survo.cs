namespace Ponder.Verification.Puzzles.Families;

/// <summary>Each of the given numbers fills one empty cell, and the last row and column are the sums of the others.</summary>
internal static class Survo
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var open = puzzle.Question.LastIndexOf('[');
        var close = puzzle.Question.LastIndexOf(']');
        if (PuzzleGrid.FindLast(puzzle.Question, null, 2) is not { } given || given.Length != given[0].Length || open < 0 || close < open
            || PuzzleText.Ints(puzzle.Question[(open + 1)..close], ',') is not { } numbers)
        {
            return Ruling.Unreadable;
        }

        if (PuzzleGrid.Read(answer) is not { } grid || grid.Length != given.Length || grid[0].Length != given.Length)
        {
            return Ruling.Malformed;
        }

        if (!PuzzleGrid.Keeps(given, grid))
        {
            return Ruling.Wrong("given-changed");
        }

        var placed = Cells(given.Length).Where(p => given[p.R][p.C] == 0).Select(p => grid[p.R][p.C]);
        return !placed.Order().SequenceEqual(numbers.Order()) ? Ruling.Wrong("other-numbers") : Ruling.Of(SumsHold(grid), "different-sum");
    }

    /// <summary>Whether the last row and column are the sums of the others.</summary>
    internal static bool SumsHold(int[][] grid)
    {
        var last = grid.Length - 1;
        return grid.All(row => row[..^1].Sum() == row[^1])
            && Enumerable.Range(0, grid.Length).All(c => grid[..last].Sum(row => row[c]) == grid[last][c]);
    }

    private static IEnumerable<(int R, int C)> Cells(int n) =>
        Enumerable.Range(0, n * n).Select(i => (i / n, i % n));
}
