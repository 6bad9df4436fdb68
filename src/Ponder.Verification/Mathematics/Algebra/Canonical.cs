using System.Numerics;
using Ponder.Verification.Mathematics.Expressions;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Algebra;

/// <summary>
/// Brings scalar expressions into canonical form: quotients of polynomials over atoms (variables, roots of primes, π, e, i, opaque functions).
/// </summary>
/// <remarks>
/// Variables are real and lie in the domain of the expression, so √(1/n) = 1/√n and √(x²) = |x|. Null means: not a scalar, not defined, or too large.
/// </remarks>
internal sealed partial class Canonical(Atoms atoms, Budget fuel)
{
    private readonly Ring _ring = new(atoms, fuel);
    private Dictionary<string, Quotient>? _bound;
    private int _depth;

    public Ring Ring => _ring;

    /// <summary>The canonical form of a node.</summary>
    public Quotient? Of(Node node)
    {
        fuel.Spend();
        if (++_depth > 1_000)
        {
            throw new BudgetExhaustedException();
        }

        var result = node switch
        {
            NumberNode n => Quotient.Of(n.Value),
            ConstantNode c => Named(c.Kind),
            SymbolNode s => _bound is not null && _bound.TryGetValue(s.Name, out var value) ? value : Atom($"{s.Name}", AtomKind.Symbol),
            SumNode s => Sum(s.Terms),
            ProductNode p => Product(p.Factors),
            PowerNode p => Power(p),
            FunctionNode f => Function(f),
            PercentNode p => Of(p.Value) is { } value ? new(value.Top, value.Bottom.Scale(100)) : null,
            QuantityNode q => Quantity(q),
            BaseNumeralNode b => BaseValue(b) is { } value ? Quotient.Of(value) : null,
            RatioNode { Parts: [var a, var b], Clock: false } => Of(a) is { } x && Of(b) is { } y ? Divide(x, y) : null,
            _ => null,
        };
        _depth--;
        return result;
    }

    /// <summary>The difference's numerator: zero exactly when the forms are equal.</summary>
    public Polynomial? Difference(Quotient a, Quotient b)
    {
        if (_ring.Multiply(a.Top, b.Bottom) is not { } left || _ring.Multiply(b.Top, a.Bottom) is not { } right)
        {
            return null;
        }

        return left.Plus(right.Scale(-1), fuel);
    }

    /// <summary>
    /// Whether a non-zero polynomial certainly differs from zero: its atoms are independent of each other.
    /// </summary>
    public bool IsDecisive(Polynomial polynomial)
    {
        foreach (var monomial in polynomial.Terms.Keys)
        {
            foreach (var atom in monomial.Atoms)
            {
                if (atoms.Kind(atom) == AtomKind.Opaque)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>The value of a numeral with a base; null for a digit that the base does not have.</summary>
    public static Rational? BaseValue(BaseNumeralNode numeral)
    {
        BigInteger value = 0;
        if (numeral.Digits.Length > 400)
        {
            return null;
        }

        foreach (var c in numeral.Digits)
        {
            var digit = char.IsAsciiDigit(c) ? c - '0' : char.ToUpperInvariant(c) - 'A' + 10;
            if (digit < 0 || digit >= numeral.Radix)
            {
                return null;
            }

            value = (value * numeral.Radix) + digit;
        }

        return new Rational(value, 1);
    }

    public Quotient? Divide(Quotient a, Quotient b)
    {
        if (b.Top.IsZero)
        {
            return null;
        }

        return Multiply(a, Reciprocal(b));
    }

    public Quotient? Multiply(Quotient a, Quotient b) =>
        _ring.Multiply(a.Top, b.Top) is { } top && _ring.Multiply(a.Bottom, b.Bottom) is { } bottom ? Normal(top, bottom) : null;

    public Quotient? Add(Quotient a, Quotient b)
    {
        if (ReferenceEquals(a.Bottom, b.Bottom) || (a.Bottom.Constant is { } x && b.Bottom.Constant is { } y && x == y))
        {
            return new(a.Top.Plus(b.Top, fuel), a.Bottom);
        }

        return _ring.Multiply(a.Top, b.Bottom) is { } left && _ring.Multiply(b.Top, a.Bottom) is { } right && _ring.Multiply(a.Bottom, b.Bottom) is { } bottom
            ? Normal(left.Plus(right, fuel), bottom)
            : null;
    }

    // A bottom of one term moves to the top.
    private Quotient? Normal(Polynomial top, Polynomial bottom)
    {
        if (bottom.IsZero)
        {
            return null;
        }

        if (bottom.Count != 1 || ReferenceEquals(bottom, Polynomial.One))
        {
            return new(top, bottom);
        }

        var inverse = Inverse(bottom);
        return inverse is not null && _ring.Multiply(top, inverse) is { } product ? new(product, Polynomial.One) : new(top, bottom);
    }

    private Quotient Reciprocal(Quotient value) => value.Top.Count == 1 && Inverse(value.Top) is { } inverse && _ring.Multiply(inverse, value.Bottom) is { } top
        ? new(top, Polynomial.One)
        : new(value.Bottom, value.Top);

    // The reciprocal of a polynomial of one term.
    private Polynomial? Inverse(Polynomial single)
    {
        var (monomial, coefficient) = single.Single!.Value;
        return Power(monomial, -1, keepSign: true) is { } inverse ? _ring.Multiply(inverse, Polynomial.Of(1 / coefficient)) : null;
    }

    private Quotient? Named(Constant kind) => kind switch
    {
        Constant.Pi => Atom("π", AtomKind.Transcendental),
        Constant.E => Atom("e", AtomKind.Transcendental),
        Constant.I => Atom("i", AtomKind.Imaginary),
        _ => Atom("∞", AtomKind.Opaque),
    };

    private Quotient? Atom(string key, AtomKind kind, int number = 0) => Atom(key, kind, 1, number);

    private Quotient? Atom(string key, AtomKind kind, Rational exponent, int number = 0) =>
        _ring.Atom(atoms.Of(key, kind, number), exponent) is { } value ? Quotient.Of(value) : null;

    private Quotient? Sum(Node[] terms)
    {
        Quotient? sum = Quotient.Zero;
        foreach (var term in terms)
        {
            if (Of(term) is not { } value || (sum = Add(sum!, value)) is null)
            {
                return null;
            }
        }

        return sum;
    }

    private Quotient? Product(Node[] factors)
    {
        Quotient? product = Quotient.Of(1);
        foreach (var factor in factors)
        {
            if (Of(factor) is not { } value || (product = Multiply(product!, value)) is null)
            {
                return null;
            }
        }

        return product;
    }

    // A quantity inside an expression: its value in base units times the unit as a symbol.
    private Quotient? Quantity(QuantityNode q)
    {
        if (Of(q.Value) is not { } value)
        {
            return null;
        }

        if (q.Unit.Dimension.Length == 0)
        {
            return Multiply(value, Quotient.Of(q.Unit.Factor));
        }

        return Atom($"unit {q.Unit.Dimension}", AtomKind.Symbol) is { } unit && Multiply(value, Quotient.Of(q.Unit.Factor)) is { } scaled ? Multiply(scaled, unit) : null;
    }
}
