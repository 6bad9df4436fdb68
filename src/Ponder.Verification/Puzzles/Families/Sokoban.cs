namespace Ponder.Verification.Puzzles.Families;

/// <summary>Moves L D U R after which every box stands on a goal. A move against a wall or two boxes is illegal.</summary>
internal static class Sokoban
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var text = puzzle.Text("gamestr") ?? puzzle.After("your puzzle:\n");
        var board = (text ?? "").Split('\n').Select(PuzzleText.Words).Where(w => w.Length > 0)
            .TakeWhile(w => w.All(c => c is "*" or "%" or "@" or "X" or "$" or "+" or "-"))
            .Select(w => string.Concat(w).ToCharArray()).ToArray();
        if (Play(board, answer) is not { } solved)
        {
            return board.Length == 0 || !board.Any(r => r.Any(c => c is '*' or '%')) ? Ruling.Unreadable : Ruling.Wrong("illegal-move");
        }

        return Ruling.Of(solved, "box-off-goal");
    }

    /// <summary>Whether all boxes stand on goals after the moves; null where a move is illegal. Changes the board.</summary>
    internal static bool? Play(char[][] board, string moves)
    {
        var row = Array.FindIndex(board, l => l.Any(c => c is '*' or '%'));
        if (row < 0)
        {
            return null;
        }

        var column = Array.FindIndex(board[row], c => c is '*' or '%');
        foreach (var move in moves)
        {
            var (dr, dc) = move switch { 'U' => (-1, 0), 'D' => (1, 0), 'L' => (0, -1), 'R' => (0, 1), _ => (0, 0) };
            if ((dr, dc) == (0, 0) || !Step(board, row, column, dr, dc))
            {
                return null;
            }

            (row, column) = (row + dr, column + dc);
        }

        return !board.Any(l => l.Contains('@'));
    }

    private static bool Step(char[][] board, int row, int column, int dr, int dc)
    {
        var (r, c) = (row + dr, column + dc);
        if (At(board, r, c) is '@' or '$')
        {
            var (r2, c2) = (r + dr, c + dc);
            if (At(board, r2, c2) is not ('-' or 'X'))
            {
                return false;
            }

            board[r2][c2] = board[r2][c2] == 'X' ? '$' : '@';
            board[r][c] = board[r][c] == '$' ? 'X' : '-';
        }

        if (At(board, r, c) is not ('-' or 'X'))
        {
            return false;
        }

        board[r][c] = board[r][c] == 'X' ? '%' : '*';
        board[row][column] = board[row][column] == '%' ? 'X' : '-';
        return true;
    }

    private static char At(char[][] board, int r, int c) => r >= 0 && r < board.Length && c >= 0 && c < board[r].Length ? board[r][c] : '+';
}
