using System.Numerics;
using Ponder.Verification.Mathematics.Expressions;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Algebra;

/// <content>Functions.</content>
internal sealed partial class Canonical
{
    private const int MaxFactorial = 3_000;
    private const int MaxLoop = 2_000;

    internal static readonly HashSet<string> FunctionLetters = new(StringComparer.Ordinal) { "f", "g", "h", "F", "G", "H", "P", "Q", "R", "T", "u", "v" };

    private Quotient? Function(FunctionNode node)
    {
        if (node.Applied && node.Arguments is [var only] && !FunctionLetters.Contains(node.Name))
        {
            return Of(new SymbolNode(node.Name)) is { } letter && Of(only) is { } argument ? Multiply(letter, argument) : null;
        }

        if (node.Name is "det" && node.Arguments is [MatrixNode matrix])
        {
            return Determinant(matrix.Rows);
        }

        if (node.Name is "sum" or "prod")
        {
            return Loop(node);
        }

        if (node.Name is "int" or "lim")
        {
            return Atom(node.ToString(), AtomKind.Opaque);
        }

        if (node.Name is "floor" or "ceil" && node.Arguments is [not NumberNode and var real] && !Comparison.Names.HasVariables(real) && Numeric.Identity.Floor(real, fuel) is { } below)
        {
            return Quotient.Of(new Rational(node.Name == "floor" ? below : below + 1, 1));
        }

        var values = new Quotient[node.Arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var inner = IsTrigonometric(node.Name) ? InRadians(node.Arguments[i]) : node.Arguments[i];
            if (Of(inner) is not { } value)
            {
                return null;
            }

            values[i] = value;
        }

        return Known(node.Name, values) ?? (IsUndefined(node.Name, values) ? null : Atom($"{node.Name}({string.Join(',', values.Select(v => v.Key(atoms)))})", AtomKind.Opaque));
    }

    /// <summary>Whether the argument of a function is an angle.</summary>
    public static bool IsTrigonometric(string name) => name is "sin" or "cos" or "tan" or "cot" or "sec" or "csc";

    /// <summary>Degrees become multiples of π/180.</summary>
    public static Node InRadians(Node node) => node switch
    {
        QuantityNode { Unit.Dimension: "angle^1" } q => new ProductNode([q.Value, new NumberNode(q.Unit.Factor / 180), new ConstantNode(Constant.Pi)]),
        QuantityNode { Unit.Dimension: "radian^1" } q => q.Value,
        ProductNode p when p.Factors.Any(f => f is QuantityNode) => new ProductNode([.. p.Factors.Select(InRadians)]),
        SumNode s when s.Terms.Any(f => f is QuantityNode or ProductNode) => new SumNode([.. s.Terms.Select(InRadians)]),
        _ => node,
    };

    private static bool IsUndefined(string name, Quotient[] values) => name is "ln" or "log" && values is [{ Top.IsZero: true }];

    private Quotient? Known(string name, Quotient[] values)
    {
        switch (name)
        {
            case "abs" when values is [var value]:
                return Absolute(value);
            case "factorial" when values is [{ Constant: { } n }] && Small(n, MaxFactorial) is { } count:
                return Quotient.Of(Range(1, count));
            case "factorial2" when values is [{ Constant: { } n }] && Small(n, MaxFactorial) is { } count:
                return Quotient.Of(Range(count % 2 == 0 ? 2 : 1, count, 2));
            case "binom" when values is [var n, { Constant: { } k }] && Small(k, MaxFactorial) is { } chosen:
                return Binomial(n, chosen);
            case "ln" or "log" when values is [var value]:
                return Logarithm(name, value);
            case "Re" or "Im":
                return null;
        }

        if (values.Any(v => v.Constant is null))
        {
            return null;
        }

        var numbers = values.Select(v => v.Constant!.Value).ToArray();
        return name switch
        {
            "floor" => Quotient.Of(new Rational(Ring.Floor(numbers[0]), 1)),
            "ceil" => Quotient.Of(new Rational(-Ring.Floor(-numbers[0]), 1)),
            "max" => Quotient.Of(numbers.Aggregate((a, b) => Compare(a, b) >= 0 ? a : b)),
            "min" => Quotient.Of(numbers.Aggregate((a, b) => Compare(a, b) <= 0 ? a : b)),
            "gcd" when numbers.All(n => n.IsInteger) => Quotient.Of(new Rational(numbers.Select(n => n.Numerator).Aggregate(BigInteger.GreatestCommonDivisor), 1)),
            "lcm" when numbers.All(n => n.IsInteger && !n.IsZero) => Quotient.Of(new Rational(numbers.Select(n => BigInteger.Abs(n.Numerator)).Aggregate((a, b) => a / BigInteger.GreatestCommonDivisor(a, b) * b), 1)),
            "mod" when numbers is [var a, var b] && !b.IsZero => Quotient.Of(a - (b * new Rational(Ring.Floor(a / b), 1))),
            _ => null,
        };
    }

    /// <summary>−1, 0 or 1.</summary>
    public static int Compare(Rational a, Rational b) => (a - b).Sign;

    private static int? Small(Rational value, int limit) => value.IsInteger && value.Numerator >= 0 && value.Numerator <= limit ? (int)value.Numerator : null;

    private Rational Range(int from, int to, int step = 1)
    {
        BigInteger product = 1;
        for (var i = from; i <= to; i += step)
        {
            product *= i;
            fuel.Spend(1 + (product.GetBitLength() / 512));
        }

        return new Rational(product, 1);
    }

    private Quotient? Binomial(Quotient n, int k)
    {
        if (n.Constant is null && k > 12)
        {
            return null;
        }

        Quotient? product = Quotient.Of(1);
        for (var i = 0; i < k && product is not null; i++)
        {
            fuel.Spend(2);
            product = Add(n, Quotient.Of(-i)) is { } factor ? Multiply(product, factor) : null;
            product = product is null ? null : Multiply(product, Quotient.Of(new Rational(1, i + 1)));
        }

        return product;
    }

    private Quotient? Absolute(Quotient value)
    {
        if (value.Constant is { } number)
        {
            return Quotient.Of(number.Sign < 0 ? -number : number);
        }

        // |a + bi| for numbers: the root of a² + b².
        if (value.Bottom.Constant is { } c && Parts(value.Top) is { } parts)
        {
            var square = (parts.Real * parts.Real) + (parts.Imaginary * parts.Imaginary);
            return Power(Quotient.Of(square / (c * c)), new Rational(1, 2));
        }

        var negative = new Quotient(value.Top.Scale(-1), value.Bottom);
        var (a, b) = (value.Key(atoms), negative.Key(atoms));
        return Atom($"abs({(string.CompareOrdinal(a, b) <= 0 ? b : a)})", AtomKind.Opaque);
    }

    // Real and imaginary part of a polynomial without other atoms.
    private (Rational Real, Rational Imaginary)? Parts(Polynomial polynomial)
    {
        Rational real = 0, imaginary = 0;
        foreach (var (monomial, coefficient) in polynomial.Terms)
        {
            if (monomial.IsOne)
            {
                real = coefficient;
            }
            else if (monomial.Atoms is [var atom] && atoms.Kind(atom) == AtomKind.Imaginary)
            {
                imaginary = coefficient;
            }
            else
            {
                return null;
            }
        }

        return (real, imaginary);
    }

    // ln(2^a 3^b …) = a ln 2 + b ln 3 + …; ln e^r = r.
    private Quotient? Logarithm(string name, Quotient value)
    {
        if (value.Bottom.Constant is not { } scale || value.Top.Count != 1)
        {
            return null;
        }

        var (monomial, coefficient) = value.Top.Single!.Value;
        coefficient /= scale;
        if (coefficient.Sign <= 0 || Factors.Of(coefficient.Numerator, fuel) is not { } up || Factors.Of(coefficient.Denominator, fuel) is not { } down)
        {
            return null;
        }

        var sum = Quotient.Zero;
        foreach (var (prime, exponent) in up.Select(p => (p.Prime, (Rational)p.Exponent)).Concat(down.Select(p => (p.Prime, (Rational)(-p.Exponent)))))
        {
            sum = Add(sum, LogarithmOf(name, prime, exponent))!;
        }

        for (var i = 0; i < monomial.Atoms.Length; i++)
        {
            var atom = monomial.Atoms[i];
            if (atoms.Kind(atom) == AtomKind.Prime)
            {
                sum = Add(sum, LogarithmOf(name, atoms.Prime(atom), monomial.Exponents[i]))!;
            }
            else if (name == "ln" && atoms.Key(atom) == "e")
            {
                sum = Add(sum, Quotient.Of(monomial.Exponents[i]))!;
            }
            else
            {
                return null;
            }
        }

        return sum;
    }

    private Quotient LogarithmOf(string name, int prime, Rational factor) =>
        Quotient.Of(_ring.Atom(atoms.Of($"{name}(√{prime})", AtomKind.Opaque, prime), 1)!.Scale(factor));

    private Quotient? Determinant(Node[][] rows)
    {
        if (rows.Length != rows[0].Length || rows.Length > 5)
        {
            return null;
        }

        var entries = new Quotient[rows.Length][];
        for (var i = 0; i < rows.Length; i++)
        {
            entries[i] = new Quotient[rows.Length];
            for (var j = 0; j < rows.Length; j++)
            {
                if (Of(rows[i][j]) is not { } entry)
                {
                    return null;
                }

                entries[i][j] = entry;
            }
        }

        return Expand(entries, 0, [.. Enumerable.Range(0, rows.Length)]);
    }

    private Quotient? Expand(Quotient[][] entries, int row, int[] columns)
    {
        if (columns.Length == 0)
        {
            return Quotient.Of(1);
        }

        Quotient? sum = Quotient.Zero;
        for (var i = 0; i < columns.Length; i++)
        {
            var rest = Expand(entries, row + 1, [.. columns.Where((_, k) => k != i)]);
            if (rest is null || Multiply(entries[row][columns[i]], rest) is not { } term)
            {
                return null;
            }

            sum = Add(sum!, new(term.Top.Scale(i % 2 == 0 ? 1 : -1), term.Bottom));
            if (sum is null)
            {
                return null;
            }
        }

        return sum;
    }

    // A sum or product over a short range of whole numbers is carried out; others stay as they are written.
    private Quotient? Loop(FunctionNode node)
    {
        if (node.Arguments is [RelationNode { Sides: [SymbolNode index, var from], Kinds: [RelationKind.Equal] }, var to, var body]
            && (_bound ??= new(StringComparer.Ordinal)).ContainsKey(index.Name) is false && Of(from)?.Constant is { Denominator.IsOne: true } low && Of(to)?.Constant is { Denominator.IsOne: true } high
            && high.Numerator - low.Numerator is var length && length < MaxLoop)
        {
            Quotient? result = Quotient.Of(node.Name == "sum" ? 0 : 1);
            for (var k = low.Numerator; k <= high.Numerator && result is not null; k++)
            {
                _bound[index.Name] = Quotient.Of(new Rational(k, 1));
                var term = Of(body);
                result = term is null ? null : node.Name == "sum" ? Add(result, term) : Multiply(result, term);
            }

            _bound.Remove(index.Name);
            return result;
        }

        return Atom(node.ToString(), AtomKind.Opaque);
    }
}
