using System.Numerics;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Algebra;

/// <summary>Products and powers of polynomials under the relations of the atoms: i² = −1, (p^(1/n))^n = p.</summary>
internal sealed class Ring(Atoms atoms, Budget fuel)
{
    /// <summary>Largest size of a number in bits.</summary>
    public const long MaxBits = 40_000;

    private const int MaxTerms = 4_000;

    public Atoms Atoms { get; } = atoms;

    public Budget Fuel { get; } = fuel;

    /// <summary>Product; null when it would grow too large.</summary>
    public Polynomial? Multiply(Polynomial a, Polynomial b)
    {
        if (a.IsZero || b.IsZero)
        {
            return Polynomial.Zero;
        }

        if (a.Constant is { } x)
        {
            Fuel.Spend(b.Count);
            return b.Scale(x);
        }

        if (b.Constant is { } y)
        {
            Fuel.Spend(a.Count);
            return a.Scale(y);
        }

        if (a.Single is { } first && b.Single is { } second)
        {
            Fuel.Spend(8 + ((Bits(first.Coefficient) + Bits(second.Coefficient)) / 4));
            return Multiply(first.Monomial, second.Monomial, first.Coefficient * second.Coefficient) is { } term ? Polynomial.Of(term.Monomial, term.Coefficient) : null;
        }

        if ((long)a.Count * b.Count > 200_000)
        {
            return null;
        }

        var terms = new Dictionary<Monomial, Rational>();
        foreach (var (m, c) in a.Terms)
        {
            foreach (var (n, d) in b.Terms)
            {
                Fuel.Spend(8 + ((Bits(c) + Bits(d)) / 4));
                if (Multiply(m, n, c * d) is not { } product)
                {
                    return null;
                }

                Polynomial.Accumulate(terms, product.Monomial, product.Coefficient);
            }

            if (terms.Count > MaxTerms)
            {
                return null;
            }
        }

        return new(terms);
    }

    /// <summary>Product of monomials with their coefficient; null when a number would grow too large.</summary>
    public (Monomial Monomial, Rational Coefficient)? Multiply(Monomial a, Monomial b, Rational coefficient)
    {
        if (a.IsOne || b.IsOne)
        {
            return (a.IsOne ? b : a, coefficient);
        }

        var keys = new List<int>(a.Atoms.Length + b.Atoms.Length);
        var exponents = new List<Rational>(keys.Capacity);
        for (int i = 0, j = 0; i < a.Atoms.Length || j < b.Atoms.Length;)
        {
            var first = j >= b.Atoms.Length || (i < a.Atoms.Length && a.Atoms[i] < b.Atoms[j]);
            var both = !first && i < a.Atoms.Length && a.Atoms[i] == b.Atoms[j];
            var atom = first ? a.Atoms[i] : b.Atoms[j];
            var exponent = first ? a.Exponents[i] : both ? a.Exponents[i] + b.Exponents[j] : b.Exponents[j];
            i += first || both ? 1 : 0;
            j += !first ? 1 : 0;
            if (Reduce(atom, ref exponent, ref coefficient) is false)
            {
                return null;
            }

            if (!exponent.IsZero)
            {
                keys.Add(atom);
                exponents.Add(exponent);
            }
        }

        return (new Monomial([.. keys], [.. exponents]), coefficient);
    }

    /// <summary>A monomial of one atom, reduced.</summary>
    public Polynomial? Atom(int atom, Rational exponent)
    {
        Rational coefficient = 1;
        if (!Reduce(atom, ref exponent, ref coefficient))
        {
            return null;
        }

        return Polynomial.Of(exponent.IsZero ? Monomial.One : new Monomial([atom], [exponent]), coefficient);
    }

    /// <summary><paramref name="value"/> to a whole power; null when it is too large or zero to a negative power.</summary>
    public Rational? Power(Rational value, BigInteger exponent)
    {
        if (value.IsOne || exponent.IsZero)
        {
            return 1;
        }

        if (value.IsZero)
        {
            return exponent.Sign > 0 ? 0 : null;
        }

        if (value == -1)
        {
            return exponent.IsEven ? 1 : -1;
        }

        var size = Math.Max(value.Numerator.GetBitLength(), value.Denominator.GetBitLength());
        if (BigInteger.Abs(exponent) * size > MaxBits)
        {
            return null;
        }

        var n = (int)BigInteger.Abs(exponent);
        Fuel.Spend(1 + (n * size / 64));
        var top = BigInteger.Pow(value.Numerator, n);
        var bottom = BigInteger.Pow(value.Denominator, n);
        return exponent.Sign > 0 ? new Rational(top, bottom) : new Rational(bottom, top);
    }

    /// <summary>A polynomial to a whole power above zero; null when it would grow too large.</summary>
    public Polynomial? Power(Polynomial polynomial, int exponent)
    {
        if (polynomial.Count > 1 && (exponent > 60 || Math.Pow(exponent + 1, polynomial.Count - 1) > 3e5))
        {
            return null;
        }

        var result = Polynomial.One;
        for (var i = 0; i < exponent; i++)
        {
            if (Multiply(result, polynomial) is not { } next)
            {
                return null;
            }

            result = next;
        }

        return result;
    }

    // Fractions of large numbers cost their greatest common divisors.
    private static long Bits(Rational value) => value.BitLength;

    // Brings the exponent of an atom into its canonical range.
    private bool Reduce(int atom, ref Rational exponent, ref Rational coefficient)
    {
        switch (Atoms.Kind(atom))
        {
            case AtomKind.Imaginary:
                if (!exponent.IsInteger)
                {
                    return false;
                }

                var turns = (int)(((exponent.Numerator % 4) + 4) % 4);
                coefficient = turns >= 2 ? -coefficient : coefficient;
                exponent = turns % 2;
                return true;
            case AtomKind.Prime:
                var whole = Floor(exponent);
                if (!whole.IsZero)
                {
                    if (Power(Atoms.Prime(atom), whole) is not { } factor)
                    {
                        return false;
                    }

                    coefficient *= factor;
                    exponent -= new Rational(whole, 1);
                }

                return true;
            default:
                return true;
        }
    }

    /// <summary>The largest whole number not above <paramref name="value"/>.</summary>
    public static BigInteger Floor(Rational value)
    {
        var quotient = BigInteger.DivRem(value.Numerator, value.Denominator, out var remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }
}
