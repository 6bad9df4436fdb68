using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Algebra;

/// <summary>Whether one expression is a constant multiple of another.</summary>
internal static class Proportion
{
    /// <summary>The sign of the factor, or null when there is none. Denominators and negative powers are cleared first.</summary>
    public static int? Of(Quotient a, Quotient b, Canonical canonical, Budget fuel)
    {
        var sign = (a.Bottom.Constant is { Numerator.Sign: < 0 } ? -1 : 1) * (b.Bottom.Constant is { Numerator.Sign: < 0 } ? -1 : 1);
        if (Clear(a.Top, canonical.Ring) is not { } x || Clear(b.Top, canonical.Ring) is not { } y)
        {
            return null;
        }

        if (x.IsZero || y.IsZero)
        {
            return x.IsZero && y.IsZero ? sign : null;
        }

        if (x.Count == y.Count)
        {
            Rational? ratio = null;
            foreach (var (monomial, coefficient) in x.Terms)
            {
                fuel.Spend();
                if (!y.Terms.TryGetValue(monomial, out var other) || (ratio is { } r && r * other != coefficient))
                {
                    ratio = null;
                    break;
                }

                ratio ??= coefficient / other;
            }

            if (ratio is { } found)
            {
                return sign * found.Sign;
            }
        }

        return null;
    }

    // Multiplies by the smallest monomial that leaves no negative power of a variable.
    private static Polynomial? Clear(Polynomial polynomial, Ring ring)
    {
        var least = new SortedDictionary<int, Rational>();
        foreach (var monomial in polynomial.Terms.Keys)
        {
            for (var i = 0; i < monomial.Atoms.Length; i++)
            {
                var (atom, exponent) = (monomial.Atoms[i], monomial.Exponents[i]);
                if (exponent.Sign < 0 && (!least.TryGetValue(atom, out var old) || Canonical.Compare(exponent, old) < 0))
                {
                    least[atom] = exponent;
                }
            }
        }

        if (least.Count == 0)
        {
            return polynomial;
        }

        var factor = new Monomial([.. least.Keys], [.. least.Values.Select(v => -v)]);
        return ring.Multiply(polynomial, Polynomial.Of(factor, 1));
    }
}
