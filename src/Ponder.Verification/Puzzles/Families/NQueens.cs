namespace Ponder.Verification.Puzzles.Families;

/// <summary>n queens of which no two attack each other, those on the given board among them.</summary>
internal static class NQueens
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var given = puzzle.Question.Split('\n').Select(Row).Where(r => r is { Length: > 1 }).ToArray();
        var n = given.Length;
        if (n == 0 || given.Any(r => r!.Length != n))
        {
            return Ruling.Unreadable;
        }

        var board = PuzzleText.Lines(answer).Select(Row).ToArray();
        if (board.Length != n || board.Any(r => r?.Length != n))
        {
            return Ruling.Malformed;
        }

        if (given.Zip(board).Any(rows => rows.First!.Zip(rows.Second!).Any(c => c.First && !c.Second)))
        {
            return Ruling.Wrong("given-changed");
        }

        var queens = Enumerable.Range(0, n * n).Select(i => (R: i / n, C: i % n)).Where(q => board[q.R]![q.C]).ToArray();
        return Ruling.Of(
            queens.Length == n
            && queens.Select(q => q.R).Distinct().Count() == n
            && queens.Select(q => q.C).Distinct().Count() == n
            && queens.Select(q => q.R + q.C).Distinct().Count() == n
            && queens.Select(q => q.R - q.C).Distinct().Count() == n,
            "queens-attack");
    }

    // A line of Q and _ parted by blanks; null for any other line.
    private static bool[]? Row(string line)
    {
        var cells = PuzzleText.Words(line);
        return cells.Length > 0 && cells.All(c => c is "Q" or "_") ? [.. cells.Select(c => c == "Q")] : null;
    }
}
