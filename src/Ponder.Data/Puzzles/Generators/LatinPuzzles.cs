using System.Text;

namespace Ponder.Data.Puzzles.Generators;

/// <summary>Latin squares with signs between cells (futoshiki) or sights from the edge (skyscrapers), with one solution each.</summary>
internal static class LatinPuzzles
{
    public static Puzzle? Futoshiki(PuzzleDraw draw)
    {
        var n = 4 + (draw.Level / 5);
        var solution = LatinSquares.Random(draw, n);
        if (!draw.Admits(GridText.Canonical(solution)))
        {
            return null;
        }

        var pairs = draw.Shuffle(Neighbours(n));
        var signs = pairs.Take(n + draw.Between(2, n)).ToHashSet();
        var given = solution.Select(r => r.ToArray()).ToArray();
        bool Fits(int[][] g, int r, int c) => signs.All(s => Holds(g, solution, s));
        foreach (var cell in draw.Shuffle(Enumerable.Range(0, n * n)).Take((n * n) - 6 + Math.Min(draw.Level, 5)))
        {
            given[cell / n][cell % n] = 0;
            if (LatinSquares.Count(given, Fits) != 1)
            {
                given[cell / n][cell % n] = solution[cell / n][cell % n];
            }
        }

        return new(
            $"Solve the following {n}x{n} Futoshiki puzzle:\n\n{Board(given, solution, signs)}\n\n"
            + "Ensure your answer follows the same format as the puzzle above, just replace blanks (_) with the correct value for the cell.\n"
            + "Use < and > for horizontal constraints. Use ∧ and ∨ for vertical constraints.\n"
            + $"Remember, in Futoshiki each row and column must contain each number from 1 to {n} exactly once.", Board(solution, solution, signs));
    }

    public static Puzzle? Skyscrapers(PuzzleDraw draw)
    {
        var n = 4 + (draw.Level / 6);
        var solution = LatinSquares.Random(draw, n);
        if (!draw.Admits(GridText.Canonical(solution)))
        {
            return null;
        }

        var sights = Lines(n).Select(l => SkyscraperRows.Seen([.. l.Select(p => solution[p.R][p.C])])).ToArray();
        var given = solution.Select(_ => new int[n]).ToArray();
        var fitting = new SkyscraperRows(n, sights).All();
        foreach (var cell in draw.Shuffle(Enumerable.Range(0, n * n)))
        {
            if (fitting.Count == 1)
            {
                break;
            }

            var (r, c) = (cell / n, cell % n);
            given[r][c] = solution[r][c];
            fitting.RemoveAll(square => square[r][c] != solution[r][c]);
        }

        string Side(int side) => string.Join(' ', sights[(side * n)..((side + 1) * n)]);
        return new(
            $"Fill the {n}x{n} grid so that every row and every column holds each height from 1 to {n} exactly once. The numbers at the edges say how many skyscrapers are seen from there: "
            + $"a higher one hides all lower ones behind it.\nFrom the top, left to right: {Side(0)}\nFrom the bottom, left to right: {Side(1)}\nFrom the left, top to bottom: {Side(2)}\nFrom the right, top to bottom: {Side(3)}\n"
            + $"Grid:\n{GridText.Show(given, "_")}\nAnswer with the full grid, numbers separated by spaces and rows by newlines.", GridText.Show(solution));
    }

    // Top, bottom, left, right; each from the edge inwards.
    private static (int R, int C)[][] Lines(int n)
    {
        var range = Enumerable.Range(0, n).ToArray();
        return
        [
            .. range.Select(c => range.Select(r => (r, c)).ToArray()),
            .. range.Select(c => range.Select(r => (n - 1 - r, c)).ToArray()),
            .. range.Select(r => range.Select(c => (r, c)).ToArray()),
            .. range.Select(r => range.Select(c => (r, n - 1 - c)).ToArray()),
        ];
    }

    private static IEnumerable<(int R, int C, bool Down)> Neighbours(int n) =>
        from r in Enumerable.Range(0, n) from c in Enumerable.Range(0, n) from down in new[] { false, true } where (down ? r : c) < n - 1 select (r, c, down);

    private static bool Holds(int[][] g, int[][] solution, (int R, int C, bool Down) s)
    {
        var (r2, c2) = s.Down ? (s.R + 1, s.C) : (s.R, s.C + 1);
        var (a, b) = (g[s.R][s.C], g[r2][c2]);
        return a == 0 || b == 0 || a < b == solution[s.R][s.C] < solution[r2][c2];
    }

    private static string Board(int[][] cells, int[][] solution, HashSet<(int R, int C, bool Down)> signs)
    {
        var n = cells.Length;
        var lines = new List<string>();
        for (var r = 0; r < n; r++)
        {
            var (row, below) = (new StringBuilder(), new StringBuilder());
            for (var c = 0; c < n; c++)
            {
                row.Append(cells[r][c] == 0 ? "_" : $"{cells[r][c]}");
                row.Append(c == n - 1 ? "" : signs.Contains((r, c, false)) ? solution[r][c] < solution[r][c + 1] ? " < " : " > " : "   ");
                below.Append(signs.Contains((r, c, true)) ? solution[r][c] < solution[r + 1][c] ? '∧' : '∨' : ' ').Append(c == n - 1 ? "" : "   ");
            }

            lines.Add(row.ToString());
            if (r < n - 1)
            {
                lines.Add(below.ToString());
            }
        }

        return string.Join('\n', lines);
    }
}
