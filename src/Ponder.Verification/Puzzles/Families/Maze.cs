namespace Ponder.Verification.Puzzles.Families;

/// <summary>Length of the shortest way through a maze of characters.</summary>
internal static class Maze
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var grid = (puzzle.Between("```\n", "\n```\nLegend") ?? "").Split('\n');
        var start = puzzle.Between("from '", "' (start)");
        var goal = puzzle.Between("to '", "' (goal)");
        var wall = puzzle.Between("Legend: '", "' = Wall");
        return start?.Length == 1 && goal?.Length == 1 && wall?.Length == 1 && Distance(grid, start[0], goal[0], wall[0]) is { } steps
            ? Ruling.Number(steps, answer)
            : Ruling.Unreadable;
    }

    /// <summary>Steps from one character to another, around the walls; null where there is no way.</summary>
    internal static int? Distance(string[] grid, char start, char goal, char wall)
    {
        var row = Array.FindIndex(grid, l => l.Contains(start));
        if (row < 0)
        {
            return null;
        }

        var seen = new HashSet<(int, int)> { (row, grid[row].IndexOf(start)) };
        var queue = new Queue<((int R, int C) Cell, int Steps)>();
        queue.Enqueue(((row, grid[row].IndexOf(start)), 0));
        while (queue.TryDequeue(out var item))
        {
            var (r, c) = item.Cell;
            if (grid[r][c] == goal)
            {
                return item.Steps;
            }

            foreach (var next in new[] { (R: r + 1, C: c), (R: r - 1, C: c), (R: r, C: c + 1), (R: r, C: c - 1) })
            {
                if (next.R >= 0 && next.R < grid.Length && next.C >= 0 && next.C < grid[next.R].Length && grid[next.R][next.C] != wall && seen.Add(next))
                {
                    queue.Enqueue((next, item.Steps + 1));
                }
            }
        }

        return null;
    }
}
