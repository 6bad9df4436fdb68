using System.Text.RegularExpressions;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>Moves of cars along their length, through free cells only, after which car A touches the right edge.</summary>
internal static class RushHour
{
    private const int MaxMoves = 5_000;

    private static readonly Regex Move = new(@"^([A-Z])([+-])(\d{1,2})$", RegexOptions.CultureInvariant);

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var board = (puzzle.After("Board:\n") ?? "").Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).Select(l => l.ToCharArray()).ToArray();
        if (board.Length == 0 || board.Any(l => l.Length != board[0].Length) || !board.Any(l => l.Contains('A')))
        {
            return Ruling.Unreadable;
        }

        var moves = answer.Split([' ', ',', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (moves.Length > MaxMoves)
        {
            return Ruling.Malformed;
        }

        foreach (var text in moves)
        {
            if (Move.Match(text) is not { Success: true } move)
            {
                return Ruling.Malformed;
            }

            var by = (PuzzleText.Int(move.Groups[3].Value) ?? 0) * (move.Groups[2].Value == "-" ? -1 : 1);
            if (!Slide(board, move.Groups[1].Value[0], by))
            {
                return Ruling.Wrong("illegal-move");
            }
        }

        return Ruling.Of(board.Any(l => l[^1] == 'A'), "not-at-the-exit");
    }

    /// <summary>Moves a car; false where it does not exist or something is in its way.</summary>
    internal static bool Slide(char[][] board, char car, int by)
    {
        var cells = Enumerable.Range(0, board.Length * board[0].Length).Select(i => (R: i / board[0].Length, C: i % board[0].Length)).Where(p => board[p.R][p.C] == car).ToArray();
        if (cells.Length < 2 || by == 0)
        {
            return false;
        }

        var horizontal = cells[0].R == cells[1].R;
        for (var step = 0; step < Math.Abs(by); step++)
        {
            var front = by > 0 ? cells[^1] : cells[0];
            var back = by > 0 ? cells[0] : cells[^1];
            var (r, c) = horizontal ? (front.R, front.C + Math.Sign(by)) : (front.R + Math.Sign(by), front.C);
            if (r < 0 || r >= board.Length || c < 0 || c >= board[r].Length || board[r][c] != '.')
            {
                return false;
            }

            board[r][c] = car;
            board[back.R][back.C] = '.';
            cells = [.. cells.Select(p => horizontal ? (p.R, p.C + Math.Sign(by)) : (p.R + Math.Sign(by), p.C))];
        }

        return true;
    }
}
