namespace Ponder.Verification.Puzzles.Families;

/// <summary>A Latin square that keeps the givens and obeys the signs between neighbours.</summary>
internal static class Futoshiki
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        if (Board(puzzle) is not { } board)
        {
            return Ruling.Unreadable;
        }

        if (Rows(answer) is not { } grid || grid.Length != board.Given.Length || grid.Any(r => r.Length != grid.Length))
        {
            return Ruling.Malformed;
        }

        return !PuzzleGrid.Keeps(board.Given, grid) ? Ruling.Wrong("given-changed")
            : !PuzzleGrid.IsLatin(grid) ? Ruling.Wrong("repeated-number")
            : Ruling.Of(board.Less.All(s => grid[s.R1][s.C1] < grid[s.R2][s.C2]), "sign-broken");
    }

    // Cells stand every four characters, signs between them; every other line holds the signs between rows.
    private static (int[][] Given, List<(int R1, int C1, int R2, int C2)> Less)? Board(PuzzleCase puzzle)
    {
        if (puzzle.Between("puzzle:\n\n", "\n\nEnsure") is not { } text)
        {
            return null;
        }

        var lines = text.Split('\n');
        var n = (lines.Length + 1) / 2;
        var less = new List<(int, int, int, int)>();
        var given = new int[n][];
        for (var i = 0; i < lines.Length; i++)
        {
            var r = i / 2;
            if (i % 2 == 0)
            {
                given[r] = new int[n];
            }

            for (var x = 0; x < lines[i].Length; x++)
            {
                var (c, sign) = (x / 4, lines[i][x]);
                if (sign == ' ' || c >= n)
                {
                    continue;
                }

                switch (sign)
                {
                    case '<':
                        less.Add((r, c, r, c + 1));
                        break;
                    case '>':
                        less.Add((r, c + 1, r, c));
                        break;
                    case '∧':
                        less.Add((r, c, r + 1, c));
                        break;
                    case '∨':
                        less.Add((r + 1, c, r, c));
                        break;
                    case '_':
                        break;
                    case >= '0' and <= '9' when i % 2 == 0:
                        given[r][c] = (given[r][c] * 10) + sign - '0';
                        break;
                    default:
                        return null;
                }
            }
        }

        return less.TrueForAll(s => s.Item1 < n && s.Item2 < n && s.Item3 < n && s.Item4 < n) ? (given, less) : null;
    }

    // Lines with numbers; signs in them and lines of signs only are decoration.
    private static int[][]? Rows(string answer)
    {
        var rows = new List<int[]>();
        foreach (var line in PuzzleText.Lines(answer))
        {
            var words = PuzzleText.Words(line).Where(w => w is not ("<" or ">" or "∧" or "∨" or "^" or "v")).ToArray();
            var numbers = words.Select(w => PuzzleText.Int(w)).OfType<int>().ToArray();
            if (numbers.Length != words.Length)
            {
                return null;
            }

            if (numbers.Length > 0)
            {
                rows.Add(numbers);
            }
        }

        return [.. rows];
    }
}
