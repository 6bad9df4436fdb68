namespace Ponder.Verification.Puzzles.Families;

/// <summary>Directions along a shortest way from <c>*</c> to <c>#</c>, or <c>infeasible</c> where there is none.</summary>
internal static class ShortestPath
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var grid = (puzzle.After("following grid:\n") ?? "").Split('\n')
            .Select(l => string.Concat(PuzzleText.Words(l)))
            .Where(l => l.Length > 0)
            .ToArray();
        var row = Array.FindIndex(grid, l => l.Contains('*'));
        if (row < 0 || grid.Any(l => l.Length != grid[0].Length || l.Any(c => c is not ('*' or '#' or 'O' or 'X'))))
        {
            return Ruling.Unreadable;
        }

        var shortest = Maze.Distance(grid, '*', '#', 'X');
        if (shortest is null || answer == "infeasible")
        {
            return Ruling.Of(shortest is null && answer == "infeasible", shortest is null ? "infeasible" : "feasible");
        }

        var (r, c) = (row, grid[row].IndexOf('*'));
        var moves = PuzzleText.Words(answer);
        foreach (var move in moves)
        {
            switch (move)
            {
                case "up":
                    r--;
                    break;
                case "down":
                    r++;
                    break;
                case "left":
                    c--;
                    break;
                case "right":
                    c++;
                    break;
                default:
                    return Ruling.Malformed;
            }

            if (r < 0 || r >= grid.Length || c < 0 || c >= grid[r].Length || grid[r][c] == 'X')
            {
                return Ruling.Wrong("blocked");
            }
        }

        return grid[r][c] != '#' ? Ruling.Wrong("misses-goal") : Ruling.Of(moves.Length == shortest, "not-shortest");
    }
}
