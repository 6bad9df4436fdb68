namespace Ponder.Data.Puzzles.Generators;

/// <summary>Shortest ways: through a maze of corridors, and through a grid with blocked cells.</summary>
internal static class PathPuzzles
{
    private static readonly (char Letter, string Word, int R, int C)[] Steps = [('U', "up", -1, 0), ('D', "down", 1, 0), ('L', "left", 0, -1), ('R', "right", 0, 1)];

    public static Puzzle? Maze(PuzzleDraw draw)
    {
        var cells = 3 + ((draw.Level + 1) / 2);
        var grid = Corridors(draw, cells, draw.Level);
        var free = Free(grid);
        var (start, goal) = (draw.Pick(free), draw.Pick(free));
        if (Shortest(grid, start, goal) is not { Count: > 0 } way || way.Count < cells + 2)
        {
            return null;
        }

        (grid[start.R][start.C], grid[goal.R][goal.C]) = ('S', 'G');
        var text = string.Join('\n', grid.Select(r => new string(r)));
        return !draw.Admits(text) ? null
            : new(
                "Find a shortest way through the maze from S to G. You may move up, down, left and right; # is a wall.\n"
                + $"Answer with the letters U, D, L and R, one for each step, without blanks.\n\n{text}\n", string.Concat(way.Select(s => s.Letter)));
    }

    public static Puzzle? Grid(PuzzleDraw draw)
    {
        var n = 5 + (draw.Level / 2);
        char[][] grid = [.. Enumerable.Range(0, n).Select(_ => Enumerable.Range(0, n).Select(_ => draw.Percent(35) ? 'X' : 'O').ToArray())];
        var free = Free(grid, 'X');
        var (start, goal) = (draw.Pick(free), draw.Pick(free));
        if (Shortest(grid, start, goal, 'X') is not { } way || way.Count < 5 + (draw.Level / 2))
        {
            return null;
        }

        (grid[start.R][start.C], grid[goal.R][goal.C]) = ('*', '#');
        var text = string.Join('\n', grid.Select(r => string.Join(' ', r)));
        return !draw.Admits(text) ? null
            : new(
                "Your task is to find the shortest path from the start to the destination point in a grid.\n\nThe grid is represented as a matrix with the following types of cells:\n"
                + "- *: your starting point\n- #: your destination point\n- O: an open cell\n- X: a blocked cell\n\nTherefore, you need to find the shortest path from * to #, moving only through open cells.\n\n"
                + "You may only move in four directions: up, down, left, and right.\n\nIf there is no path from * to #, simply write \"infeasible\" (without quotes).\n\n"
                + $"Your output should be a sequence of directions that leads from * to #, e.g. right right down down up left\n\nNow, find the shortest path from * to # in the following grid:\n{text}\n",
                string.Join(' ', way.Select(s => s.Word)));
    }

    // Cells at odd places, carved depth first; some more walls are opened at higher levels, so that there are several ways.
    private static char[][] Corridors(PuzzleDraw draw, int cells, int openings)
    {
        var n = (2 * cells) + 1;
        char[][] grid = [.. Enumerable.Range(0, n).Select(_ => new string('#', n).ToCharArray())];
        var stack = new Stack<(int R, int C)>();
        stack.Push((1, 1));
        grid[1][1] = '.';
        while (stack.TryPeek(out var at))
        {
            var next = draw.Shuffle(Steps).Select(s => (R: at.R + (2 * s.R), C: at.C + (2 * s.C))).FirstOrDefault(p => p.R > 0 && p.R < n && p.C > 0 && p.C < n && grid[p.R][p.C] == '#');
            if (next == default)
            {
                stack.Pop();
                continue;
            }

            grid[(at.R + next.R) / 2][(at.C + next.C) / 2] = '.';
            grid[next.R][next.C] = '.';
            stack.Push(next);
        }

        for (var i = 0; i < openings; i++)
        {
            var (r, c) = (draw.Between(1, n - 2), draw.Between(1, n - 2));
            grid[r][c] = (r + c) % 2 == 1 ? '.' : grid[r][c];
        }

        return grid;
    }

    private static (int R, int C)[] Free(char[][] grid, char wall = '#') =>
        [.. Enumerable.Range(0, grid.Length * grid.Length).Select(i => (R: i / grid.Length, C: i % grid.Length)).Where(p => grid[p.R][p.C] != wall)];

    private static List<(char Letter, string Word, int R, int C)>? Shortest(char[][] grid, (int R, int C) start, (int R, int C) goal, char wall = '#')
    {
        var from = new Dictionary<(int R, int C), int> { [start] = -1 };
        var queue = new Queue<(int R, int C)>([start]);
        while (queue.TryDequeue(out var at) && at != goal)
        {
            for (var i = 0; i < Steps.Length; i++)
            {
                var next = (R: at.R + Steps[i].R, C: at.C + Steps[i].C);
                if (next.R >= 0 && next.R < grid.Length && next.C >= 0 && next.C < grid.Length && grid[next.R][next.C] != wall && from.TryAdd(next, i))
                {
                    queue.Enqueue(next);
                }
            }
        }

        if (!from.ContainsKey(goal))
        {
            return null;
        }

        var way = new List<(char, string, int, int)>();
        for (var at = goal; from[at] is >= 0 and var step; at = (at.R - Steps[step].R, at.C - Steps[step].C))
        {
            way.Insert(0, Steps[step]);
        }

        return way;
    }
}
