using System.Numerics;
using Ponder.Verification.Mathematics.Expressions;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Algebra;

/// <content>Powers and roots.</content>
internal sealed partial class Canonical
{
    private Quotient? Power(PowerNode node)
    {
        if (Of(node.Base) is not { } value || Of(node.Exponent) is not { } exponent)
        {
            return null;
        }

        return exponent.Constant is { } number ? Power(value, number) : Exponential(value, exponent);
    }

    private Quotient? Power(Quotient value, Rational exponent)
    {
        if (exponent == 1)
        {
            return value;
        }

        if (exponent.IsZero)
        {
            return value.Top.IsZero ? null : Quotient.Of(1);
        }

        if (value.Top.IsZero)
        {
            return exponent.Sign > 0 ? Quotient.Zero : null;
        }

        if (exponent == -1)
        {
            return Reciprocal(value);
        }

        if (exponent.IsInteger && BigInteger.Abs(exponent.Numerator) < 10_000 && value is not { Top.Count: 1, Bottom.Count: 1 })
        {
            var n = (int)BigInteger.Abs(exponent.Numerator);
            if (_ring.Power(value.Top, n) is { } top && _ring.Power(value.Bottom, n) is { } bottom)
            {
                var raised = new Quotient(top, bottom);
                return exponent.Sign > 0 ? raised : Reciprocal(raised);
            }
        }

        if (value.Bottom.Constant is { } c && !c.IsZero && value.Top.Count == 1)
        {
            var (monomial, coefficient) = value.Top.Single!.Value;
            if (Root(coefficient / c, exponent) is { } factor && Power(monomial, exponent, keepSign: exponent.IsInteger) is { } rest
                && _ring.Multiply(factor, rest) is { } product)
            {
                return Quotient.Of(product);
            }
        }

        return Grouped(value, exponent);
    }

    // (a + b)^(1/2) and powers that are too large to expand: the base as one atom.
    private Quotient? Grouped(Quotient value, Rational exponent)
    {
        var (scale, key) = Primitive(value);
        if (scale is { Numerator.Sign: > 0 } && scale != 1 && Root(scale, exponent) is { } factor)
        {
            return Atom($"({key})", AtomKind.Opaque, exponent) is { } atom ? Multiply(Quotient.Of(factor), atom) : null;
        }

        return Atom($"({value.Key(atoms)})", AtomKind.Opaque, exponent);
    }

    // A positive factor that makes the first coefficient (by key) 1 or −1, so that √(4a+4b) = 2√(a+b).
    private (Rational Scale, string Key) Primitive(Quotient value)
    {
        if (value.Bottom.Constant is not { } c || value.Top.Count > 400)
        {
            return (1, value.Key(atoms));
        }

        BigInteger top = 0, bottom = 1;
        foreach (var coefficient in value.Top.Terms.Values)
        {
            top = BigInteger.GreatestCommonDivisor(top, coefficient.Numerator);
            bottom = bottom / BigInteger.GreatestCommonDivisor(bottom, coefficient.Denominator) * coefficient.Denominator;
        }

        var scale = new Rational(top, bottom);
        return (scale / (c.Sign < 0 ? -c : c), value.Top.Scale((c.Sign < 0 ? -1 : 1) / scale).Key(atoms));
    }

    // A number to a rational power as a product of roots of primes.
    private Polynomial? Root(Rational value, Rational exponent)
    {
        if (exponent.IsInteger)
        {
            return _ring.Power(value, exponent.Numerator) is { } whole ? Polynomial.Of(whole) : null;
        }

        if (value == 1)
        {
            return Polynomial.One;
        }

        var result = Polynomial.One;
        if (value.Sign < 0)
        {
            // Odd roots of negative numbers are real; square roots are imaginary.
            if (exponent.Denominator.IsEven)
            {
                if (exponent.Denominator != 2 || _ring.Atom(atoms.Of("i", AtomKind.Imaginary), new Rational(((exponent.Numerator % 4) + 4) % 4, 1)) is not { } unit)
                {
                    return null;
                }

                result = unit;
            }
            else
            {
                result = Polynomial.Of(exponent.Numerator.IsEven ? 1 : -1);
            }

            value = -value;
        }

        return PrimeRoots(value.Numerator, exponent, result) is { } top ? PrimeRoots(value.Denominator, -exponent, top) : null;
    }

    private Polynomial? PrimeRoots(BigInteger number, Rational exponent, Polynomial factor)
    {
        if (number.IsOne)
        {
            return factor;
        }

        if (exponent.Denominator <= 64 && Factors.Root(number, (int)exponent.Denominator, fuel) is { } root)
        {
            return _ring.Power(new Rational(root, 1), exponent.Numerator) is { } whole ? factor.Scale(whole) : null;
        }

        if (Factors.Of(number, fuel) is not { } primes)
        {
            return null;
        }

        foreach (var (prime, count) in primes)
        {
            if (_ring.Atom(atoms.Of($"√{prime}", AtomKind.Prime, prime), exponent * count) is not { } power || _ring.Multiply(factor, power) is not { } next)
            {
                return null;
            }

            factor = next;
        }

        return factor;
    }

    // A product of atoms to a rational power. Even powers under even roots become absolute values.
    private Polynomial? Power(Monomial monomial, Rational exponent, bool keepSign)
    {
        var result = Polynomial.One;
        for (var i = 0; i < monomial.Atoms.Length; i++)
        {
            var (atom, power) = (monomial.Atoms[i], monomial.Exponents[i] * exponent);
            if (!keepSign && atoms.Kind(atom) == AtomKind.Imaginary)
            {
                return null;
            }

            if (!keepSign && exponent.Denominator.IsEven && monomial.Exponents[i] is { Denominator.IsOne: true, Numerator.IsEven: true } && !atoms.IsPositive(atom))
            {
                atom = atoms.Of(AbsoluteKey(atoms.Key(atom)), AtomKind.Opaque);
            }

            if (_ring.Atom(atom, power) is not { } raised || _ring.Multiply(result, raised) is not { } next)
            {
                return null;
            }

            result = next;
        }

        return result;
    }

    private static string AbsoluteKey(string atom) => $"abs(1·{atom}^1)";

    // a^(c₁m₁ + c₂m₂ + …) = ∏ (a^mₖ)^cₖ, where every a^m is an atom.
    private Quotient? Exponential(Quotient value, Quotient exponent)
    {
        if (value.Constant is { } one && one == 1)
        {
            return Quotient.Of(1);
        }

        if (exponent.Bottom.Constant is not { } scale || value.Bottom.Constant is not { } c || value.Top.Count != 1)
        {
            return Atom($"({value.Key(atoms)})^({exponent.Key(atoms)})", AtomKind.Opaque);
        }

        var (monomial, coefficient) = value.Top.Single!.Value;
        coefficient /= c;
        if (coefficient.Sign <= 0)
        {
            return Atom($"({value.Key(atoms)})^({exponent.Key(atoms)})", AtomKind.Opaque);
        }

        var bases = new List<(int Atom, Rational Exponent)>();
        if (Factors.Of(coefficient.Numerator, fuel) is not { } up || Factors.Of(coefficient.Denominator, fuel) is not { } down)
        {
            return null;
        }

        bases.AddRange(up.Select(p => (atoms.Of($"√{p.Prime}", AtomKind.Prime, p.Prime), (Rational)p.Exponent)));
        bases.AddRange(down.Select(p => (atoms.Of($"√{p.Prime}", AtomKind.Prime, p.Prime), (Rational)(-p.Exponent))));
        for (var i = 0; i < monomial.Atoms.Length; i++)
        {
            bases.Add((monomial.Atoms[i], monomial.Exponents[i]));
        }

        var result = Polynomial.One;
        foreach (var (atom, power) in bases)
        {
            foreach (var (term, factor) in exponent.Top.Terms)
            {
                fuel.Spend(4);
                var total = power * factor / scale;
                var raised = term.IsOne ? _ring.Atom(atom, total) : Logarithmic(atom, term, total) ?? _ring.Atom(atoms.Of($"{atoms.Key(atom)}^({Polynomial.Of(term, 1).Key(atoms)})", AtomKind.Opaque), total);
                if (raised is null || _ring.Multiply(result, raised) is not { } next)
                {
                    return null;
                }

                result = next;
            }
        }

        return Quotient.Of(result);
    }

    // e^(c·ln p) = p^c.
    private Polynomial? Logarithmic(int atom, Monomial term, Rational factor)
    {
        if (atoms.Key(atom) != "e" || term is not { Atoms: [var log], Exponents: [var exponent] } || exponent != 1 || atoms.Prime(log) < 2
            || !atoms.Key(log).StartsWith("ln", StringComparison.Ordinal))
        {
            return null;
        }

        return _ring.Atom(atoms.Of($"√{atoms.Prime(log)}", AtomKind.Prime, atoms.Prime(log)), factor);
    }
}
