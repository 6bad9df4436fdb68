namespace Ponder.Verification.Puzzles.Families;

/// <summary>Letters U D L R along a shortest way from S to G that avoids the walls <c>#</c>.</summary>
internal static class MazePath
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var grid = puzzle.Question.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 2 && l.All(c => c is '#' or '.' or 'S' or 'G')).ToArray();
        var row = Array.FindIndex(grid, l => l.Contains('S'));
        if (row < 0 || Maze.Distance(grid, 'S', 'G', '#') is not { } shortest)
        {
            return Ruling.Unreadable;
        }

        var (r, c) = (row, grid[row].IndexOf('S'));
        foreach (var step in answer)
        {
            var (dr, dc) = step switch { 'U' => (-1, 0), 'D' => (1, 0), 'L' => (0, -1), 'R' => (0, 1), _ => (0, 0) };
            (r, c) = (r + dr, c + dc);
            if ((dr, dc) == (0, 0))
            {
                return Ruling.Malformed;
            }

            if (r < 0 || r >= grid.Length || c < 0 || c >= grid[r].Length || grid[r][c] == '#')
            {
                return Ruling.Wrong("blocked");
            }
        }

        return grid[r][c] != 'G' ? Ruling.Wrong("misses-goal") : Ruling.Of(answer.Length == shortest, "not-shortest");
    }
}
