using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Ponder.Verification.Numbers;

/// <summary>
/// An exact fraction in lowest terms with a positive denominator; <c>default</c> is not a number, use <see
/// cref="Zero"/>.
/// </summary>
/// <remarks>
/// Fractions of 64-bit numbers, nearly all that occur, are kept in place and calculated without allocation; larger ones hold
/// <see cref="BigInteger"/>s. A value has one form only, so that equality compares forms.
/// </remarks>
public readonly struct Rational : IEquatable<Rational>
{
    private readonly long _top;
    private readonly long _bottom;
    private readonly Large? _large;

    /// <summary>Creates <paramref name="numerator"/> / <paramref name="denominator"/> in lowest terms.</summary>
    /// <exception cref="DivideByZeroException">The denominator is zero.</exception>
    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new DivideByZeroException("a fraction needs a denominator other than zero");
        }

        if (Fits(numerator) && Fits(denominator))
        {
            this = Reduced((long)numerator, (long)denominator);
            return;
        }

        if (!denominator.IsOne)
        {
            var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
            (numerator, denominator) = (numerator / divisor, denominator / divisor);
        }

        if (Fits(numerator) && Fits(denominator))
        {
            (_top, _bottom) = ((long)numerator, (long)denominator);
        }
        else
        {
            _large = new Large(numerator, denominator);
        }
    }

    private Rational(long top, long bottom) => (_top, _bottom) = (top, bottom);

    /// <summary>0.</summary>
    public static Rational Zero => new(0L, 1L);

    /// <summary>The numerator, with the sign.</summary>
    public BigInteger Numerator => _large is null ? _top : _large.Top;

    /// <summary>The denominator, above zero.</summary>
    public BigInteger Denominator => _large is null ? _bottom : _large.Bottom;

    /// <summary>Whether the value is 0.</summary>
    public bool IsZero => _large is null && _top == 0;

    /// <summary>Whether the value is 1.</summary>
    public bool IsOne => _large is null && _top == 1 && _bottom == 1;

    /// <summary>Whether the value is a whole number.</summary>
    public bool IsInteger => _large is null ? _bottom == 1 : _large.Bottom.IsOne;

    /// <summary>−1, 0 or 1.</summary>
    public int Sign => _large is null ? Math.Sign(_top) : _large.Top.Sign;

    /// <summary>Bits of numerator and denominator together.</summary>
    internal long BitLength => _large is null
        ? 128 - BitOperations.LeadingZeroCount((ulong)Math.Abs(_top)) - BitOperations.LeadingZeroCount((ulong)_bottom)
        : _large.Top.GetBitLength() + _large.Bottom.GetBitLength();

    // Products of two such numbers and sums of two such products fit into 64 bits.
    private bool IsShort => _large is null && (int)_top == _top && (int)_bottom == _bottom;

    /// <summary>A whole number.</summary>
    public static Rational FromInt64(long value) => value == long.MinValue ? new Rational(new BigInteger(value), BigInteger.One) : new(value, 1L);

    /// <summary>A whole number.</summary>
    public static implicit operator Rational(long value) => FromInt64(value);

    /// <summary>Sum.</summary>
    public static Rational operator +(Rational a, Rational b) => a.IsShort && b.IsShort
        ? a._bottom == 1 && b._bottom == 1 ? new(a._top + b._top, 1L) : Reduced((a._top * b._bottom) + (b._top * a._bottom), a._bottom * b._bottom)
        : new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    /// <summary>Difference.</summary>
    public static Rational operator -(Rational a, Rational b) => a + -b;

    /// <summary>Negation.</summary>
    public static Rational operator -(Rational a) => a._large is null ? new(-a._top, a._bottom) : new(-a._large.Top, a._large.Bottom);

    /// <summary>Product.</summary>
    public static Rational operator *(Rational a, Rational b) => a.IsShort && b.IsShort
        ? a._bottom == 1 && b._bottom == 1 ? new(a._top * b._top, 1L) : Reduced(a._top * b._top, a._bottom * b._bottom)
        : new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    /// <summary>Quotient.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="b"/> is zero.</exception>
    public static Rational operator /(Rational a, Rational b) => a.IsShort && b.IsShort && b._top != 0
        ? Reduced(a._top * b._bottom, a._bottom * b._top)
        : new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    /// <summary>Equality of values.</summary>
    public static bool operator ==(Rational a, Rational b) => a.Equals(b);

    /// <summary>Inequality of values.</summary>
    public static bool operator !=(Rational a, Rational b) => !a.Equals(b);

    /// <inheritdoc/>
    public bool Equals(Rational other) => _large is null
        ? other._large is null && _top == other._top && _bottom == other._bottom
        : other._large is not null && _large.Top == other._large.Top && _large.Bottom == other._large.Bottom;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Rational other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _large is null ? HashCode.Combine(_top, _bottom) : HashCode.Combine(_large.Top, _large.Bottom);

    /// <summary><c>7</c> or <c>-7/25</c>.</summary>
    public override string ToString() => _large is null && _bottom == 1 ? _top.ToString(CultureInfo.InvariantCulture)
        : Denominator.IsOne ? $"{Numerator}"
        : $"{Numerator}/{Denominator}";

    private static bool Fits(BigInteger value) => value.GetBitLength() <= 63 && value != long.MinValue;

    // In lowest terms; both numbers above −2⁶³, the lower one not zero.
    private static Rational Reduced(long top, long bottom)
    {
        if (bottom < 0)
        {
            (top, bottom) = (-top, -bottom);
        }

        if (bottom == 1)
        {
            return new(top, 1L);
        }

        ulong a = (ulong)Math.Abs(top), b = (ulong)bottom;
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a == 1 ? new(top, bottom) : new(top / (long)a, bottom / (long)a);
    }

    private sealed record Large(BigInteger Top, BigInteger Bottom);
}
