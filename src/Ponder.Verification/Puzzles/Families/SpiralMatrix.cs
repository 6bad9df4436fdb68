namespace Ponder.Verification.Puzzles.Families;

/// <summary>The elements of a matrix in clockwise spiral order.</summary>
internal static class SpiralMatrix
{
    public static Ruling Judge(PuzzleCase puzzle, string answer) =>
        PuzzleGrid.FindLast(puzzle.Question) is not { } grid ? Ruling.Unreadable
        : PuzzleText.Ints(answer, ' ') is not { } got ? Ruling.Malformed
        : Ruling.Of(Spiral(grid).SequenceEqual(got), "different-order");

    /// <summary>Takes the first row, turns the rest counter-clockwise, and so on.</summary>
    internal static IEnumerable<int> Spiral(int[][] grid)
    {
        while (grid.Length > 0 && grid[0].Length > 0)
        {
            foreach (var value in grid[0])
            {
                yield return value;
            }

            var rest = grid[1..];
            grid = rest.Length == 0 ? [] : RotateMatrix.Turn(rest, 3);
        }
    }
}
