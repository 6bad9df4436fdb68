namespace Ponder.Verification.Puzzles;

/// <summary>Rectangles of numbers, as puzzles write them: one row a line, numbers parted by blanks.</summary>
internal static class PuzzleGrid
{
    /// <summary>
    /// Reads a whole text as a grid; null where a line holds anything but numbers or lines differ in length. A first line of
    /// words that ends in a colon is skipped.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="blank">What stands for an empty cell, read as 0; none where null.</param>
    public static int[][]? Read(string text, string? blank = null)
    {
        var rows = new List<int[]>();
        foreach (var line in PuzzleText.Lines(text))
        {
            if (rows.Count == 0 && line.EndsWith(':') && !line.Any(char.IsAsciiDigit))
            {
                continue;
            }

            if (Row(line, blank) is not { } row || (rows.Count > 0 && rows[0].Length != row.Length))
            {
                return null;
            }

            rows.Add(row);
        }

        return rows.Count == 0 ? null : [.. rows];
    }

    /// <summary>The last run of lines of a question that is a grid of at least that many columns.</summary>
    public static int[][]? FindLast(string question, string? blank = null, int columns = 1)
    {
        List<int[]> found = [], current = [];
        foreach (var line in question.Split('\n'))
        {
            var row = Row(line, blank);
            if (row is null || row.Length < columns || (current.Count > 0 && current[0].Length != row.Length))
            {
                current = [];
            }

            if (row?.Length >= columns)
            {
                current.Add(row);
                found = current;
            }
        }

        return found.Count == 0 ? null : [.. found];
    }

    /// <summary>Whether two grids hold the same numbers.</summary>
    public static bool Same(int[][] a, int[][] b) =>
        a.Length == b.Length && a.Zip(b).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));

    /// <summary>Reads a JSON list of lists of whole numbers, and nothing else.</summary>
    public static int[][]? ReadJson(string text)
    {
        var rows = new List<int[]>();
        var s = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        if (!s.StartsWith("[[", StringComparison.Ordinal) || !s.EndsWith("]]", StringComparison.Ordinal))
        {
            return null;
        }

        foreach (var part in s[2..^2].Split("],["))
        {
            var cells = part.Split(',');
            if (cells.Any(c => c.Length is 0 or > 9 || !c.All(char.IsAsciiDigit)) || (rows.Count > 0 && rows[0].Length != cells.Length))
            {
                return null;
            }

            rows.Add([.. cells.Select(c => PuzzleText.Int(c) ?? 0)]);
        }

        return [.. rows];
    }

    /// <summary>Whether every given cell (not 0) is kept.</summary>
    public static bool Keeps(int[][] given, int[][] answer) =>
        given.Length == answer.Length
        && given.Zip(answer).All(rows => rows.First.Length == rows.Second.Length
            && rows.First.Zip(rows.Second).All(cells => cells.First == 0 || cells.First == cells.Second));

    /// <summary>Whether every row and every column holds each of 1 … n once.</summary>
    public static bool IsLatin(int[][] grid)
    {
        var n = grid.Length;
        return grid.All(row => IsPermutation(row, n))
            && Enumerable.Range(0, n).All(c => IsPermutation([.. grid.Select(row => row[c])], n));
    }

    /// <summary>Whether the numbers are 1 … n in some order.</summary>
    public static bool IsPermutation(int[] numbers, int n)
    {
        if (numbers.Length != n)
        {
            return false;
        }

        var seen = new bool[n + 1];
        foreach (var number in numbers)
        {
            if (number < 1 || number > n || seen[number])
            {
                return false;
            }

            seen[number] = true;
        }

        return true;
    }

    private static int[]? Row(string line, string? blank)
    {
        var words = PuzzleText.Words(line);
        var row = new int[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            var cell = words[i] == blank ? 0 : PuzzleText.Plain(words[i]);
            if (cell is null)
            {
                return null;
            }

            row[i] = cell.Value;
        }

        return row.Length == 0 ? null : row;
    }
}
