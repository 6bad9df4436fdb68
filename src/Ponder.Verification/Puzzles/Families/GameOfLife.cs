namespace Ponder.Verification.Puzzles.Families;

/// <summary>Conway's game of life on a torus after some steps, as a JSON list of rows.</summary>
internal static class GameOfLife
{
    private const int MaxWork = 4_000_000;

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var steps = PuzzleText.Int(puzzle.Between("after ", " step"));
        var text = puzzle.After("\n\n")?.Trim().TrimEnd('.');
        return steps is not { } n || text is null || PuzzleGrid.ReadJson(text) is not { } grid || n < 0 || (long)n * grid.Length * grid[0].Length > MaxWork
            ? Ruling.Unreadable
            : Ruling.Grid(Run(grid, n), PuzzleGrid.ReadJson(answer));
    }

    /// <summary>The board after so many steps.</summary>
    internal static int[][] Run(int[][] grid, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            grid = Step(grid);
        }

        return grid;
    }

    private static int[][] Step(int[][] grid)
    {
        var (rows, columns) = (grid.Length, grid[0].Length);
        var next = new int[rows][];
        for (var r = 0; r < rows; r++)
        {
            next[r] = new int[columns];
            for (var c = 0; c < columns; c++)
            {
                var alive = -grid[r][c];
                for (var d = 0; d < 9; d++)
                {
                    alive += grid[(r + (d / 3) - 1 + rows) % rows][(c + (d % 3) - 1 + columns) % columns];
                }

                next[r][c] = alive == 3 || (alive == 2 && grid[r][c] == 1) ? 1 : 0;
            }
        }

        return next;
    }
}
