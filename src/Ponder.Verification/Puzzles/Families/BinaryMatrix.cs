namespace Ponder.Verification.Puzzles.Families;

/// <summary>Distance of every cell to the nearest 0.</summary>
internal static class BinaryMatrix
{
    public static Ruling Judge(PuzzleCase puzzle, string answer) =>
        PuzzleGrid.FindLast(puzzle.Question) is { } grid ? Ruling.Grid(Distances(grid), PuzzleGrid.Read(answer)) : Ruling.Unreadable;

    /// <summary>Breadth-first search from all zeros at once; cells that reach none keep −1.</summary>
    internal static int[][] Distances(int[][] grid)
    {
        var distance = grid.Select(row => row.Select(c => c == 0 ? 0 : -1).ToArray()).ToArray();
        var queue = new Queue<(int R, int C)>();
        for (var r = 0; r < grid.Length; r++)
        {
            for (var c = 0; c < grid[r].Length; c++)
            {
                if (grid[r][c] == 0)
                {
                    queue.Enqueue((r, c));
                }
            }
        }

        while (queue.TryDequeue(out var cell))
        {
            foreach (var (r, c) in new[] { (cell.R + 1, cell.C), (cell.R - 1, cell.C), (cell.R, cell.C + 1), (cell.R, cell.C - 1) })
            {
                if (r >= 0 && r < grid.Length && c >= 0 && c < grid[r].Length && distance[r][c] < 0)
                {
                    distance[r][c] = distance[cell.R][cell.C] + 1;
                    queue.Enqueue((r, c));
                }
            }
        }

        return distance;
    }
}
