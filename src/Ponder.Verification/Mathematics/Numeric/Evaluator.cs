using System.Numerics;
using Ponder.Verification.Mathematics.Algebra;
using Ponder.Verification.Mathematics.Expressions;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Numeric;

/// <summary>Evaluates a scalar expression to an interval; variables have rational values.</summary>
/// <param name="values">Values of the variables.</param>
/// <param name="fuel">The budget.</param>
internal sealed class Evaluator(IReadOnlyDictionary<string, Rational> values, Budget fuel)
{
    private const int SeriesCost = 400;

    /// <summary>The value; null where it is not defined, not decided or not a scalar.</summary>
    public ComplexInterval? Of(Node node)
    {
        fuel.Spend(8);
        var value = node switch
        {
            NumberNode n => Point(n.Value),
            ConstantNode { Kind: Constant.Pi } => ComplexInterval.Of(Elementary.Pi),
            ConstantNode { Kind: Constant.E } => ComplexInterval.One.Exp(),
            ConstantNode { Kind: Constant.I } => new ComplexInterval(RealInterval.Zero, RealInterval.One),
            SymbolNode s => values.TryGetValue(s.Name, out var given) ? Point(given) : null,
            SumNode s => Fold(s.Terms, (a, b) => a.Plus(b)),
            ProductNode p => Fold(p.Factors, (a, b) => a.Times(b)),
            PowerNode p => Power(p),
            FunctionNode f => Function(f),
            PercentNode p => Of(p.Value)?.Times(ComplexInterval.Of(RealInterval.Of(new Rational(1, 100)))),
            RatioNode { Parts: [var a, var b] } => Of(a) is { } x && Of(b)?.Reciprocal() is { } y ? x.Times(y) : null,
            _ => null,
        };
        return value is { } found && (found.Real.IsOutOfRange || found.Imaginary.IsOutOfRange) ? null : value;
    }

    private static ComplexInterval? Point(Rational value) => ComplexInterval.Of(RealInterval.Of(value));

    private ComplexInterval? Fold(Node[] nodes, Func<ComplexInterval, ComplexInterval, ComplexInterval> combine)
    {
        ComplexInterval? result = null;
        foreach (var node in nodes)
        {
            if (Of(node) is not { } value)
            {
                return null;
            }

            result = result is { } sum ? combine(sum, value) : value;
        }

        return result;
    }

    private static Rational? Exact(Node node, IReadOnlyDictionary<string, Rational> values) => node switch
    {
        NumberNode n => n.Value,
        SymbolNode s => values.TryGetValue(s.Name, out var given) ? given : null,
        SumNode s => s.Terms.Aggregate((Rational?)Rational.Zero, (sum, t) => sum is { } a && Exact(t, values) is { } b ? a + b : null),
        ProductNode p => p.Factors.Aggregate((Rational?)Rational.FromInt64(1), (product, t) => product is { } a && Exact(t, values) is { } b ? a * b : null),
        PowerNode { Exponent: NumberNode { Value: var e } } p when e == -1 => Exact(p.Base, values) is { IsZero: false } b ? 1 / b : null,
        _ => null,
    };

    private ComplexInterval? Power(PowerNode node)
    {
        if (Of(node.Base) is not { } value)
        {
            return null;
        }

        if (Exact(node.Exponent, values) is { } exponent)
        {
            return Power(value, exponent);
        }

        fuel.Spend(3 * SeriesCost);
        if (Of(node.Exponent) is not { } power || value.IsZero)
        {
            return null;
        }

        // e^z without the detour over ln e.
        return node.Base is ConstantNode { Kind: Constant.E } ? power.Exp() : value.Log()?.Times(power).Exp();
    }

    private ComplexInterval? Power(ComplexInterval value, Rational exponent)
    {
        if (exponent.IsInteger && BigInteger.Abs(exponent.Numerator) < 100_000)
        {
            var n = (int)BigInteger.Abs(exponent.Numerator);
            var result = ComplexInterval.One;
            for (var square = value; n > 0; n >>= 1)
            {
                fuel.Spend(8);
                if (square.Real.IsOutOfRange)
                {
                    return null;
                }

                result = (n & 1) == 1 ? result.Times(square) : result;
                square = square.Times(square);
            }

            return exponent.Sign < 0 ? result.Reciprocal() : result;
        }

        if (value.IsZero)
        {
            return exponent.Sign > 0 ? value : null;
        }

        fuel.Spend(3 * SeriesCost);
        if (exponent == new Rational(1, 2) && value is { IsReal: true, Real.IsPositive: true })
        {
            return Elementary.Sqrt(value.Real) is { } root ? ComplexInterval.Of(root) : null;
        }

        // Odd roots of negative numbers are real.
        if (value is { IsReal: true, Real.IsNegative: true } && !exponent.Denominator.IsEven && !exponent.IsInteger)
        {
            var positive = Power(ComplexInterval.Of(value.Real.Negated()), exponent);
            return positive is { } p && !exponent.Numerator.IsEven ? ComplexInterval.Of(p.Real.Negated()) : positive;
        }

        return value.Log() is { } log ? log.Times(ComplexInterval.Of(RealInterval.Of(exponent))).Exp() : null;
    }

    private ComplexInterval? Function(FunctionNode node)
    {
        if (node.Applied || node.Arguments.Length != 1)
        {
            return node is { Applied: true, Arguments: [var factor] } && !Canonical.FunctionLetters.Contains(node.Name) && values.ContainsKey(node.Name) && Of(new SymbolNode(node.Name)) is { } letter && Of(factor) is { } inner
                ? letter.Times(inner)
                : Whole(node);
        }

        fuel.Spend(SeriesCost);
        var argument = Canonical.IsTrigonometric(node.Name) ? Canonical.InRadians(node.Arguments[0]) : node.Arguments[0];
        if (Of(argument) is not { } z)
        {
            return Whole(node);
        }

        switch (node.Name)
        {
            case "ln":
                return z.Log();
            case "abs":
                return z.Modulus() is { } modulus ? ComplexInterval.Of(modulus) : null;
            case "arg":
                return z.Argument() is { } angle ? ComplexInterval.Of(angle) : null;
            case "Re":
                return ComplexInterval.Of(z.Real);
            case "Im":
                return ComplexInterval.Of(z.Imaginary);
        }

        return z.IsReal && RealFunctions.Of(node.Name, z.Real) is { } real ? ComplexInterval.Of(real) : Whole(node);
    }

    // Functions of whole numbers: exact by canonical form once the variables have values.
    private ComplexInterval? Whole(FunctionNode node)
    {
        if (node.Applied || node.Name is "sum" or "prod" or "int" or "lim")
        {
            return null;
        }

        var arguments = new Node[node.Arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (Exact(node.Arguments[i], values) is not { } value)
            {
                return null;
            }

            arguments[i] = new NumberNode(value);
        }

        return new Canonical(new Atoms(), fuel).Of(new FunctionNode(node.Name, arguments))?.Constant is { } exact ? Point(exact) : null;
    }
}
