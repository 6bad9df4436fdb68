using System.Numerics;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>The same fraction in lowest terms, plain or in LaTeX.</summary>
internal static class FractionSimplification
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        if (puzzle.Between("the fraction ", " to its") is not { } text || Read(text) is not { Denominator.IsZero: false } given)
        {
            return Ruling.Unreadable;
        }

        if (Read(answer) is not { Denominator.IsZero: false } got)
        {
            return Ruling.Malformed;
        }

        return given.Numerator * got.Denominator != got.Numerator * given.Denominator ? Ruling.Wrong("different-value")
            : Ruling.Of(got.Denominator.Sign > 0 && BigInteger.GreatestCommonDivisor(got.Numerator, got.Denominator).IsOne, "not-lowest-terms");
    }

    // a/b, \frac{a}{b} and \dfrac{a}{b}, between $ or not; ".0" after it is harmless.
    private static (BigInteger Numerator, BigInteger Denominator)? Read(string text)
    {
        var s = text.Trim();
        s = s.EndsWith(".0", StringComparison.Ordinal) ? s[..^2] : s;
        s = s.Trim('$').Trim();
        var command = s.StartsWith("\\dfrac{", StringComparison.Ordinal) ? 7 : s.StartsWith("\\frac{", StringComparison.Ordinal) ? 6 : 0;
        string[] parts = command > 0 && s.EndsWith('}') ? s[command..^1].Split("}{") : s.Split('/');
        return parts.Length switch
        {
            2 when Whole(parts[0]) is { } n && Whole(parts[1]) is { } d => (n, d),
            1 when command == 0 && Whole(s) is { } whole => (whole, 1),
            _ => null,
        };
    }

    private static BigInteger? Whole(string text) => PuzzleText.Number(text) is { Denominator.IsOne: true } value ? value.Numerator : null;
}
