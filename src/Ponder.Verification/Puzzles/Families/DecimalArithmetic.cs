using System.Numerics;
using Ponder.Verification.Numbers;
using Ponder.Verification.Puzzles.Algebra;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>
/// A calculation with decimals, rounded to a number of significant digits. One unit of the last digit is allowed, and
/// rounding after every operation is right too.
/// </summary>
internal static class DecimalArithmetic
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var digits = puzzle.Between("maximum of ", " significant") is { } count ? PuzzleText.Int(count) : 12;
        var text = puzzle.After(".\n") ?? puzzle.Question;
        var equals = text.LastIndexOf('=');
        if (equals < 0 || digits is not (> 0 and < 100) || Calculation.Evaluate(text[..equals]) is not { } value
            || Calculation.Evaluate(text[..equals], v => Round(v, digits.Value)) is not { } stepwise)
        {
            return Ruling.Unreadable;
        }

        if (PuzzleText.Number(answer) is not { } got)
        {
            return Ruling.Malformed;
        }

        var unit = Unit(value, digits.Value);
        return Ruling.Of(IsWithin(got - value, unit) || IsWithin(got - stepwise, unit), "different-number");
    }

    private static bool IsWithin(Rational error, Rational unit) =>
        BigInteger.Abs(error.Numerator) * unit.Denominator <= unit.Numerator * error.Denominator;

    // Half up, away from zero.
    private static Rational Round(Rational value, int digits)
    {
        if (value.IsZero)
        {
            return value;
        }

        var units = value / Unit(value, digits);
        var whole = ((2 * BigInteger.Abs(units.Numerator)) + units.Denominator) / (2 * units.Denominator);
        return new Rational(units.Numerator.Sign * whole, 1) * Unit(value, digits);
    }

    // One unit of the last of so many significant digits.
    private static Rational Unit(Rational value, int digits)
    {
        var magnitude = BigInteger.Abs(value.Numerator);
        var exponent = 0;
        while (!magnitude.IsZero && magnitude >= value.Denominator * BigInteger.Pow(10, exponent + 1))
        {
            exponent++;
        }

        while (!magnitude.IsZero && exponent > -400 && magnitude * BigInteger.Pow(10, -Math.Min(exponent, 0)) < value.Denominator * BigInteger.Pow(10, Math.Max(exponent, 0)))
        {
            exponent--;
        }

        var last = exponent - digits + 1;
        return last >= 0 ? new Rational(BigInteger.Pow(10, last), 1) : new Rational(1, BigInteger.Pow(10, -last));
    }
}
