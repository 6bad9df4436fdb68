using System.Numerics;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Puzzles.Algebra;

/// <summary>The different real roots of a polynomial in one variable: Sturm chains and bisection, exact throughout.</summary>
internal static class RealRoots
{
    private const int MaxDegree = 20;
    private const int Bisections = 48;

    /// <summary>The roots in ascending order, to 12 digits or so; null where there are infinitely many or the degree is too high.</summary>
    public static double[]? Of(Rational[] coefficients)
    {
        var p = Trim(coefficients);
        if (p.Length == 0 || p.Length > MaxDegree + 1)
        {
            return null;
        }

        if (p.Length == 1)
        {
            return [];
        }

        var chain = Chain(p);
        if (chain[^1].Length > 1)
        {
            // Several equal roots: the quotient by the greatest common divisor has each once.
            p = Quotient(p, chain[^1]);
            chain = Chain(p);
        }

        var bound = Bound(p);
        var roots = new List<double>();
        Isolate(chain, -bound, bound, Changes(chain, -bound), Changes(chain, bound), 0, roots);
        return [.. roots.Order()];
    }

    // Roots in (low, high]: the difference of the numbers of sign changes.
    private static void Isolate(List<Rational[]> chain, Rational low, Rational high, int lowChanges, int highChanges, int depth, List<double> roots)
    {
        var count = lowChanges - highChanges;
        if (count == 0)
        {
            return;
        }

        if (count == 1)
        {
            roots.Add(Bisect(chain[0], low, high));
            return;
        }

        if (depth >= 4 * Bisections)
        {
            return;
        }

        var middle = (low + high) / 2;
        var changes = Changes(chain, middle);
        Isolate(chain, low, middle, lowChanges, changes, depth + 1, roots);
        Isolate(chain, middle, high, changes, highChanges, depth + 1, roots);
    }

    // One simple root in (low, high]: the sign at the ends differs, unless the root is an end.
    private static double Bisect(Rational[] p, Rational low, Rational high)
    {
        // Whole coefficients, and places m / 2^k, so that no fraction needs to be reduced.
        var common = p.Aggregate(BigInteger.One, (d, c) => d * c.Denominator / BigInteger.GreatestCommonDivisor(d, c.Denominator));
        var whole = p.Select(c => c.Numerator * (common / c.Denominator)).ToArray();
        var bits = (int)Math.Max(low.Denominator.GetBitLength(), high.Denominator.GetBitLength());
        var (a, b) = ((low.Numerator << bits) / low.Denominator, (high.Numerator << bits) / high.Denominator);
        var right = Sign(whole, b, bits);
        if (right == 0)
        {
            return Approximate(high);
        }

        for (var i = 0; i < Bisections; i++)
        {
            (a, b, bits) = (2 * a, 2 * b, bits + 1);
            var middle = (a + b) / 2;
            if (Sign(whole, middle, bits) == right)
            {
                b = middle;
            }
            else
            {
                a = middle;
            }
        }

        return Approximate(new Rational(b, BigInteger.One << bits));
    }

    // Sign of p(m / 2^k), by Horner on whole numbers.
    private static int Sign(BigInteger[] p, BigInteger m, int k)
    {
        var value = BigInteger.Zero;
        for (var i = p.Length - 1; i >= 0; i--)
        {
            value = (value * m) + (p[i] << (k * (p.Length - 1 - i)));
        }

        return value.Sign;
    }

    // 2^k above Cauchy's bound, so that bisection stays dyadic.
    private static Rational Bound(Rational[] p)
    {
        var largest = Rational.Zero;
        foreach (var c in p[..^1])
        {
            var ratio = c / p[^1];
            ratio = ratio.Numerator.Sign < 0 ? -ratio : ratio;
            largest = (ratio - largest).Numerator.Sign > 0 ? ratio : largest;
        }

        var whole = BigInteger.Divide(largest.Numerator, largest.Denominator) + 2;
        return new Rational(BigInteger.One << (int)whole.GetBitLength(), 1);
    }

    private static List<Rational[]> Chain(Rational[] p)
    {
        var derivative = Trim([.. p.Skip(1).Select((c, i) => c * Rational.FromInt64(i + 1))]);
        List<Rational[]> chain = [p, derivative];
        while (chain[^1].Length > 1)
        {
            var rest = Remainder(chain[^2], chain[^1]);
            if (rest.Length == 0)
            {
                break;
            }

            chain.Add([.. rest.Select(c => -c)]);
        }

        return chain;
    }

    private static Rational[] Remainder(Rational[] a, Rational[] b)
    {
        var rest = a.ToArray();
        while (rest.Length >= b.Length)
        {
            var factor = rest[^1] / b[^1];
            var shift = rest.Length - b.Length;
            for (var i = 0; i < b.Length; i++)
            {
                rest[shift + i] -= factor * b[i];
            }

            rest = Trim(rest[..^1]);
            if (rest.Length == 0)
            {
                break;
            }
        }

        return rest;
    }

    private static Rational[] Quotient(Rational[] a, Rational[] b)
    {
        var rest = a.ToArray();
        var result = new Rational[a.Length - b.Length + 1];
        for (var shift = result.Length - 1; shift >= 0; shift--)
        {
            result[shift] = rest[shift + b.Length - 1] / b[^1];
            for (var i = 0; i < b.Length; i++)
            {
                rest[shift + i] -= result[shift] * b[i];
            }
        }

        return result;
    }

    private static int Changes(List<Rational[]> chain, Rational x)
    {
        var (changes, last) = (0, 0);
        foreach (var p in chain)
        {
            var value = Rational.Zero;
            for (var i = p.Length - 1; i >= 0; i--)
            {
                value = (value * x) + p[i];
            }

            var sign = value.Numerator.Sign;
            changes += sign * last < 0 ? 1 : 0;
            last = sign == 0 ? last : sign;
        }

        return changes;
    }

    private static double Approximate(Rational value) => (double)(value.Numerator * 1_000_000_000_000 / value.Denominator) / 1e12;

    private static Rational[] Trim(Rational[] p)
    {
        var length = p.Length;
        while (length > 0 && p[length - 1].IsZero)
        {
            length--;
        }

        return p[..length];
    }
}
