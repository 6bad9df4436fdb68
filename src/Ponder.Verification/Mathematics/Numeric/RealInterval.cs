using System.Numerics;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Numeric;

/// <summary>A closed interval [<c>Low</c>, <c>High</c>]·2^<c>Exponent</c> that certainly holds a real number. All operations round outwards.</summary>
internal readonly record struct RealInterval(BigInteger Low, BigInteger High, int Exponent)
{
    /// <summary>Bits that are kept.</summary>
    public const int Precision = 288;

    private const int MaxExponent = 1 << 24;

    public static RealInterval Zero => new(0, 0, 0);

    public static RealInterval One => new(1, 1, 0);

    public bool IsZero => Low.IsZero && High.IsZero;

    public bool HoldsZero => Low.Sign <= 0 && High.Sign >= 0;

    public bool IsPositive => Low.Sign > 0;

    public bool IsNegative => High.Sign < 0;

    public static RealInterval Of(Rational value)
    {
        if (value.IsInteger)
        {
            return new RealInterval(value.Numerator, value.Numerator, 0).Shortened();
        }

        return Of(new Rational(value.Numerator, 1)).Over(Of(new Rational(value.Denominator, 1)))!.Value;
    }

    public RealInterval Plus(RealInterval other)
    {
        if (IsZero || other.IsZero)
        {
            return IsZero ? other : this;
        }

        var (a, b) = (this, other);
        if (a.Exponent < b.Exponent)
        {
            (a, b) = (b, a);
        }

        // The part with the larger exponent is shifted up, but never by more bits than are kept twice over.
        var shift = a.Exponent - b.Exponent;
        if (shift > 4 * Precision)
        {
            b = b.ShiftedDown(shift - (4 * Precision));
            shift = 4 * Precision;
        }

        return new RealInterval((a.Low << shift) + b.Low, (a.High << shift) + b.High, b.Exponent).Shortened();
    }

    public RealInterval Negated() => new(-High, -Low, Exponent);

    public RealInterval Minus(RealInterval other) => Plus(other.Negated());

    public RealInterval Times(RealInterval other)
    {
        var (a, b, c, d) = (Low * other.Low, Low * other.High, High * other.Low, High * other.High);
        var low = BigInteger.Min(BigInteger.Min(a, b), BigInteger.Min(c, d));
        var high = BigInteger.Max(BigInteger.Max(a, b), BigInteger.Max(c, d));
        return new RealInterval(low, high, Exponent + other.Exponent).Shortened();
    }

    /// <summary>Quotient; null where the divisor may be zero.</summary>
    public RealInterval? Over(RealInterval other)
    {
        if (other.HoldsZero)
        {
            return null;
        }

        const int shift = 2 * Precision;
        BigInteger[] quotients = [Floor(Low << shift, other.Low), Floor(Low << shift, other.High), Floor(High << shift, other.Low), Floor(High << shift, other.High)];
        return new RealInterval(quotients.Min(), quotients.Max() + 1, Exponent - other.Exponent - shift).Shortened();
    }

    public RealInterval Absolute() => Low.Sign >= 0 ? this : High.Sign <= 0 ? Negated() : new(0, BigInteger.Max(-Low, High), Exponent);

    /// <summary>Whether an exponent left the range in which the arithmetic is meant to work.</summary>
    public bool IsOutOfRange => Math.Abs((long)Exponent) > MaxExponent;

    /// <summary>Multiplied by 2^<paramref name="bits"/>.</summary>
    public RealInterval Scaled(int bits) => this with { Exponent = Exponent + bits };

    /// <summary>Bit length of the upper bound of the magnitude: |x| &lt; 2^size.</summary>
    public long Size => Math.Max(BigInteger.Abs(Low).GetBitLength(), BigInteger.Abs(High).GetBitLength()) + Exponent;

    /// <summary>Bit length of the width, or a very small number for a point.</summary>
    public long Width => High == Low ? long.MinValue / 2 : (High - Low).GetBitLength() + Exponent;

    /// <summary>The bounds as whole multiples of 2^−<paramref name="bits"/>, rounded outwards.</summary>
    public (BigInteger Low, BigInteger High) Fixed(int bits)
    {
        var shift = Exponent + bits;
        return shift >= 0 ? (Low << shift, High << shift) : (Low >> -shift, -(-High >> -shift));
    }

    /// <summary>A rational number inside the interval.</summary>
    public Rational Middle()
    {
        var middle = new Rational(Low + High, 2);
        return Exponent >= 0 ? middle * new Rational(BigInteger.One << Exponent, 1) : middle * new Rational(1, BigInteger.One << -Exponent);
    }

    private static BigInteger Floor(BigInteger a, BigInteger b)
    {
        var quotient = BigInteger.DivRem(a, b, out var remainder);
        return !remainder.IsZero && remainder.Sign != b.Sign ? quotient - 1 : quotient;
    }

    private RealInterval ShiftedDown(int bits) => new(Low >> Math.Min(bits, 1 << 20), -(-High >> Math.Min(bits, 1 << 20)), Exponent + bits);

    private RealInterval Shortened()
    {
        var excess = Math.Max(BigInteger.Abs(Low).GetBitLength(), BigInteger.Abs(High).GetBitLength()) - Precision;
        return excess <= 0 ? this : ShiftedDown((int)excess);
    }
}
