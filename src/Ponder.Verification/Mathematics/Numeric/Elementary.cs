using System.Numerics;

namespace Ponder.Verification.Mathematics.Numeric;

/// <summary>Elementary functions of intervals, by series in fixed point with guard bits.</summary>
internal static class Elementary
{
    private const int Bits = RealInterval.Precision + 64;
    private const int Guard = 24;

    private static readonly BigInteger Unit = BigInteger.One << Bits;
    private static readonly BigInteger PiFixed = 4 * ((4 * ArctanOfReciprocal(5)) - ArctanOfReciprocal(239));
    private static readonly BigInteger Ln2Fixed = LogSeries((BigInteger.One << Bits) * 2, Bits);

    /// <summary>π.</summary>
    public static RealInterval Pi { get; } = Around(PiFixed, 0);

    /// <summary>e^x; null for arguments that are too large.</summary>
    public static RealInterval? Exp(RealInterval x)
    {
        if (x.Size > 22)
        {
            return null;
        }

        var (low, high) = x.Fixed(Bits);
        return Hull(ExpOf(low), ExpOf(high));
    }

    /// <summary>ln x; null where x may be zero or negative.</summary>
    public static RealInterval? Log(RealInterval x) => x.IsPositive && !x.IsOutOfRange
        ? Hull(LogOf(x.Low, x.Exponent), LogOf(x.High, x.Exponent))
        : null;

    /// <summary>√x; null where x may be negative.</summary>
    public static RealInterval? Sqrt(RealInterval x)
    {
        if (x.Low.Sign < 0)
        {
            return null;
        }

        var shift = (2 * RealInterval.Precision) + (x.Exponent & 1);
        return new RealInterval(Root(x.Low << shift), Root(x.High << shift) + 1, (x.Exponent - shift) / 2).Times(RealInterval.One);
    }

    /// <summary>cos x and sin x; null for arguments that are too large.</summary>
    public static (RealInterval Cos, RealInterval Sin)? CosSin(RealInterval x)
    {
        if (x.Size > 40 || x.Width > -60)
        {
            return null;
        }

        var (low, high) = x.Fixed(Bits);
        var middle = (low + high) >> 1;
        var error = ((high - low) >> 1) + (BigInteger.One << Guard);
        var half = PiFixed >> 1;
        var turns = Nearest(middle, half);
        var rest = middle - (turns * half);
        error += BigInteger.Abs(turns) << 4;
        var (cos, sin) = (Series(rest, 0), Series(rest, 1));
        (cos, sin) = (int)(((turns % 4) + 4) % 4) switch { 0 => (cos, sin), 1 => (-sin, cos), 2 => (-cos, -sin), _ => (sin, -cos) };
        return (new RealInterval(cos - error, cos + error, -Bits), new RealInterval(sin - error, sin + error, -Bits));
    }

    /// <summary>arctan x.</summary>
    public static RealInterval Arctan(RealInterval x)
    {
        if (x.IsOutOfRange)
        {
            return Hull(Pi.Scaled(-1).Negated(), Pi.Scaled(-1));
        }

        // A narrow interval is carried through as it is; the slope is at most 1.
        return x.HoldsZero || x.Width > x.Size - 32 ? Hull(ArctanOf(x with { High = x.Low }), ArctanOf(x with { Low = x.High })) : ArctanOf(x);
    }

    private static RealInterval ArctanOf(RealInterval x)
    {
        if (x.IsZero)
        {
            return RealInterval.Zero;
        }

        if (x.Size > 1)
        {
            var inverse = ArctanOf(RealInterval.One.Over(x)!.Value);
            return (x.IsPositive ? Pi.Scaled(-1) : Pi.Scaled(-1).Negated()).Minus(inverse);
        }

        // Halved three times: atan x = 2 atan(x / (1 + √(1 + x²))).
        for (var i = 0; i < 3; i++)
        {
            var root = Sqrt(RealInterval.One.Plus(x.Times(x)))!.Value;
            x = x.Over(RealInterval.One.Plus(root))!.Value;
        }

        var (low, high) = x.Fixed(Bits);
        var middle = (low + high) >> 1;
        var error = (high - low) + (BigInteger.One << Guard);
        var square = (middle * middle) >> Bits;
        BigInteger sum = 0, power = middle;
        for (var n = 1; !power.IsZero && n < 2 * Bits; n += 2)
        {
            sum += (n & 2) == 0 ? power / n : -(power / n);
            power = (power * square) >> Bits;
            if (power == -1)
            {
                break;
            }
        }

        return new RealInterval(sum - error, sum + error, -Bits).Scaled(3);
    }

    private static RealInterval Hull(RealInterval a, RealInterval b)
    {
        var shift = Math.Min(a.Exponent, b.Exponent);
        var (x, y) = (a.Exponent - shift, b.Exponent - shift);
        return x > 1 << 16 || y > 1 << 16
            ? new RealInterval(-1, 1, 1 << 26)
            : new RealInterval(BigInteger.Min(a.Low << x, b.Low << y), BigInteger.Max(a.High << x, b.High << y), shift).Times(RealInterval.One);
    }

    private static RealInterval Around(BigInteger value, int exponent) =>
        new(value - (BigInteger.One << Guard), value + (BigInteger.One << Guard), exponent - Bits);

    private static RealInterval ExpOf(BigInteger x)
    {
        var k = Nearest(x, Ln2Fixed);
        var r = x - (k * Ln2Fixed);
        BigInteger sum = Unit, term = Unit;
        for (var n = 1; n < Bits; n++)
        {
            term = ((term * r) >> Bits) / n;
            if (BigInteger.Abs(term) <= 1)
            {
                break;
            }

            sum += term;
        }

        var error = (BigInteger.One << Guard) + (BigInteger.Abs(k) << 8);
        return new RealInterval(sum - error, sum + error, (int)k - Bits);
    }

    private static RealInterval LogOf(BigInteger mantissa, int exponent)
    {
        var size = (int)mantissa.GetBitLength();
        var m = size > Bits ? mantissa >> (size - 1 - Bits) : mantissa << (Bits + 1 - size);
        var k = (BigInteger)(exponent + size - 1);
        var value = LogSeries(m, Bits) + (k * Ln2Fixed);
        var error = (BigInteger.One << Guard) + (BigInteger.Abs(k) << 8);
        return new RealInterval(value - error, value + error, -Bits);
    }

    // ln m = 2 artanh((m − 1)/(m + 1)) for 1 ≤ m ≤ 2.
    private static BigInteger LogSeries(BigInteger m, int bits)
    {
        var unit = BigInteger.One << bits;
        var z = ((m - unit) << bits) / (m + unit);
        var square = (z * z) >> bits;
        BigInteger sum = 0, power = z;
        for (var n = 1; !power.IsZero; n += 2)
        {
            sum += power / n;
            power = (power * square) >> bits;
        }

        return sum << 1;
    }

    private static BigInteger Series(BigInteger x, int start)
    {
        var square = (x * x) >> Bits;
        var term = start == 0 ? Unit : x;
        var sum = term;
        for (var n = start + 1; n < Bits; n += 2)
        {
            term = -((term * square) >> Bits) / (n * (n + 1));
            if (BigInteger.Abs(term) <= 1)
            {
                break;
            }

            sum += term;
        }

        return sum;
    }

    private static BigInteger Nearest(BigInteger x, BigInteger unit)
    {
        var quotient = BigInteger.DivRem((2 * x) + unit, 2 * unit, out var remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    private static BigInteger ArctanOfReciprocal(int n)
    {
        var power = (BigInteger.One << Bits) / n;
        var sum = power;
        for (var k = 3; !power.IsZero; k += 2)
        {
            power /= n * n;
            sum += (k & 2) == 0 ? power / k : -(power / k);
        }

        return sum;
    }

    private static BigInteger Root(BigInteger value)
    {
        if (value <= 1)
        {
            return value.Sign <= 0 ? 0 : 1;
        }

        // From above: the root of the first hundred bits, rounded up.
        var cut = (int)Math.Max(0, value.GetBitLength() - 100) & ~1;
        var x = ((BigInteger)(Math.Sqrt((double)(value >> cut)) * (1 + 1e-15)) + 2) << (cut / 2);
        while (true)
        {
            var next = (x + (value / x)) >> 1;
            if (next >= x)
            {
                return x;
            }

            x = next;
        }
    }
}
