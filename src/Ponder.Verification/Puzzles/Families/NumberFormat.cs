using Ponder.Verification.Numbers;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>
/// The largest or smallest of numbers that are written in several ways. The ways differ in the last of 15 digits; a hundred
/// thousandth is allowed.
/// </summary>
internal static class NumberFormat
{
    private const int Precision = 100_000;

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

        return best is not { } expected ? Ruling.Unreadable
            : PuzzleText.Number(answer) is not { } got ? Ruling.Malformed
            : Ruling.Of((got - expected) is var error && System.Numerics.BigInteger.Abs(error.Numerator) * Precision <= error.Denominator, "different-number");
    }
}
