namespace Ponder.Data.Puzzles.Generators;

/// <summary>Boards of queens to complete, and sums of words to decode.</summary>
internal static class QueenPuzzles
{
    public static Puzzle? Queens(PuzzleDraw draw)
    {
        var n = 9 + (draw.Level / 4);
        var columns = new int[n];
        if (!Place(0) || !draw.Admits(GridText.Canonical(Board(columns))))
        {
            return null;
        }

        var given = draw.Some(Enumerable.Range(0, n), Math.Max(3, 5 - (draw.Level / 4)));
        string Show(Func<int, bool> row) => string.Join('\n', Enumerable.Range(0, n).Select(r => string.Join(' ', Enumerable.Range(0, n).Select(c => row(r) && columns[r] == c ? "Q" : "_"))));
        return new(
            "Your job is to complete an n x n chess board with n Queens in total, such that no two attack each other.\n\nNo two queens attack each other if they are not in the same row, column, or diagonal.\n\n"
            + "You can place a queen by replacing an underscore (_) with a Q.\n\nYour output should be also a board in the same format as the input, with queens placed on the board by replacing underscores with the letter Q.\n\n"
            + $"Given the below board of size {n} x {n} your job is to place {n - given.Length} queen(s) on the board such that no two queens attack each other.\n{Show(given.Contains)}\n", Show(_ => true));

        bool Place(int row)
        {
            if (row == n)
            {
                return true;
            }

            foreach (var c in draw.Shuffle(Enumerable.Range(0, n)))
            {
                if (Enumerable.Range(0, row).All(r => columns[r] != c && Math.Abs(columns[r] - c) != row - r))
                {
                    columns[row] = c;
                    if (Place(row + 1))
                    {
                        return true;
                    }
                }
            }

            return false;
        }
    }

    public static string SpoilQueens(PuzzleDraw draw, Puzzle puzzle)
    {
        var lines = puzzle.Answer.Split('\n');
        var row = draw.Below(lines.Length);
        var cells = lines[row].Split(' ');
        var at = Array.IndexOf(cells, "Q");
        var to = (at + draw.Between(1, cells.Length - 1)) % cells.Length;
        (cells[at], cells[to]) = ("_", "Q");
        lines[row] = string.Join(' ', cells);
        return string.Join('\n', lines);
    }

    public static Puzzle? Cryptarithm(PuzzleDraw draw)
    {
        var digits = 3 + (draw.Level / 4);
        var addends = Enumerable.Range(0, draw.Level < 8 ? 2 : 3).Select(_ => draw.Digits(digits)).ToArray();
        var numbers = addends.Append(addends.Sum()).Select(n => $"{n}").ToArray();
        var used = numbers.SelectMany(n => n).Distinct().ToArray();
        var names = draw.Some("ABCDEFGHIKLMNOPRSTUVWY", used.Length);
        string[] words = [.. numbers.Select(n => string.Concat(n.Select(d => names[Array.IndexOf(used, d)])))];
        if (used.Length < 6 || !draw.Admits(string.Join(',', numbers)))
        {
            return null;
        }

        var width = words.Max(w => w.Length) + 2;
        var lines = words[..^1].Select((w, i) => i == 0 ? w.PadLeft(width) : "+" + w.PadLeft(width - 1));
        return new(
            $"Solve this cryptarithm:\n\n{string.Join('\n', lines)}\n{new string('-', width)}\n{words[^1].PadLeft(width)}\n\nEach letter stands for a unique digit (0-9). No leading letter can be zero.\n"
            + "Provide a comma separated mapping from letters to digits that satisfies the equation in your final answer. Output format: \"A=1,B=2,C=3\" (without quotes)\n",
            string.Join(',', used.Select((d, i) => $"{names[i]}={d}").Order(StringComparer.Ordinal)));
    }

    /// <summary>One letter gets another's digit.</summary>
    public static string SpoilLetters(PuzzleDraw draw, Puzzle puzzle)
    {
        var parts = puzzle.Answer.Split(',');
        var pair = draw.Some(Enumerable.Range(0, parts.Length), 2);
        parts[pair[0]] = parts[pair[0]][..2] + parts[pair[1]][2];
        return string.Join(',', parts);
    }

    private static int[][] Board(int[] columns) =>
        [.. columns.Select(c => Enumerable.Range(0, columns.Length).Select(i => i == c ? 1 : 0).ToArray())];
}
