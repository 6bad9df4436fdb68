using Ponder.Verification.Numbers;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>The largest or smallest of numbers that are written in several ways.</summary>
internal static class NumberFormat
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var smallest = puzzle.Question.Contains("pick the smallest", StringComparison.Ordinal);
        Rational? best = null;
        foreach (var word in PuzzleText.Words(puzzle.After("candidates:") ?? ""))
        {
            if (PuzzleText.Number(word) is not { } value)
            {
                return Ruling.Unreadable;
            }

            var sign = best is { } b ? (value - b).Numerator.Sign : smallest ? -1 : 1;
            best = sign == (smallest ? -1 : 1) ? value : best;
        }

        return Ruling.Number(best, answer);
    }
}
