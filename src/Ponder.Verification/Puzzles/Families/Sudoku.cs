namespace Ponder.Verification.Puzzles.Families;

/// <summary>Rows, columns and boxes hold every number once and the givens are kept. Sizes 4, 6, 9 and other box sizes.</summary>
internal static class Sudoku
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        if (PuzzleGrid.FindLast(puzzle.Question, "_", 4) is not { } given || given.Length != given[0].Length)
        {
            return Ruling.Unreadable;
        }

        return PuzzleGrid.Read(answer) is not { } grid ? Ruling.Malformed
            : !PuzzleGrid.Keeps(given, grid) ? Ruling.Wrong("given-changed")
            : Ruling.Of(IsSolved(grid), "repeated-number");
    }

    /// <summary>Whether a full square grid obeys the rules.</summary>
    internal static bool IsSolved(int[][] grid)
    {
        var n = grid.Length;
        var height = (int)Math.Sqrt(n);
        while (n % height != 0)
        {
            height--;
        }

        var width = n / height;
        return grid.All(row => row.Length == n)
            && PuzzleGrid.IsLatin(grid)
            && Enumerable.Range(0, n).All(b => PuzzleGrid.IsPermutation(
                [.. Enumerable.Range(0, n).Select(i => grid[(b / (n / width) * height) + (i / width)][(b % (n / width) * width) + (i % width)])], n));
    }
}
