namespace Ponder.Verification.Puzzles.Families;

/// <summary>A square matrix turned clockwise.</summary>
internal static class RotateMatrix
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var degrees = PuzzleText.Int(puzzle.Between("below by ", " degrees"));
        return degrees is not { } d || d % 90 != 0 || PuzzleGrid.FindLast(puzzle.Question) is not { } grid
            ? Ruling.Unreadable
            : Ruling.Grid(Turn(grid, ((d / 90 % 4) + 4) % 4), PuzzleGrid.Read(answer));
    }

    /// <summary>Turns clockwise by so many quarters.</summary>
    internal static int[][] Turn(int[][] grid, int quarters)
    {
        for (var i = 0; i < quarters; i++)
        {
            var g = grid;
            grid = [.. Enumerable.Range(0, g[0].Length).Select(c => Enumerable.Range(0, g.Length).Select(r => g[g.Length - 1 - r][c]).ToArray())];
        }

        return grid;
    }
}
