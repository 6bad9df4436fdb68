namespace Ponder.Data.Puzzles.Generators;

/// <summary>Grids as text, and their canonical forms.</summary>
internal static class GridText
{
    /// <summary>One row a line, numbers parted by blanks.</summary>
    public static string Show(int[][] grid, string? blank = null) =>
        string.Join('\n', grid.Select(row => string.Join(' ', row.Select(c => c == 0 && blank is not null ? blank : $"{c}"))));

    /// <summary>The least text among the eight turns and reflections, where asked with numbers renamed in order of appearance.</summary>
    public static string Canonical(int[][] grid, bool rename = false)
    {
        var best = "";
        for (var turn = 0; turn < 4; turn++)
        {
            foreach (var form in new[] { grid, [.. grid.Select(row => row.Reverse().ToArray())] })
            {
                var text = Text(form, rename);
                best = best.Length == 0 || string.CompareOrdinal(text, best) < 0 ? text : best;
            }

            grid = Ponder.Verification.Puzzles.Families.RotateMatrix.Turn(grid, 1);
        }

        return best;
    }

    private static string Text(int[][] grid, bool rename)
    {
        var names = new Dictionary<int, int>();
        return string.Join(',', grid.SelectMany(row => row).Select(c => rename ? names.TryGetValue(c, out var name) ? name : names[c] = names.Count : c));
    }
}
