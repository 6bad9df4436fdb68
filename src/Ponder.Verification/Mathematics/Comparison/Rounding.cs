using System.Numerics;
using Ponder.Verification.Mathematics.Algebra;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Comparison;

/// <summary>Exact rounding of fractions.</summary>
internal static class Rounding
{
    /// <summary>Whether the decimal expansion ends.</summary>
    public static bool IsFinite(Rational value)
    {
        var rest = value.Denominator;
        if (rest.GetBitLength() > 4_000)
        {
            return true;
        }

        while (rest.IsEven)
        {
            rest >>= 1;
        }

        while ((rest % 5).IsZero)
        {
            rest /= 5;
        }

        return rest.IsOne;
    }

    /// <summary>The nearest multiple of 10^−<paramref name="digits"/>; halves away from zero.</summary>
    public static Rational Round(Rational value, int digits)
    {
        var scale = BigInteger.Pow(10, Math.Clamp(digits, 0, 1_000));
        var negative = value.Sign < 0;
        var scaled = (negative ? -value : value) * new Rational(scale, 1);
        var rounded = new Rational(Ring.Floor(scaled + new Rational(1, 2)), scale);
        return negative ? -rounded : rounded;
    }
}
