using Ponder.Verification.Mathematics.Expressions;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Latex;

/// <summary>Builds function nodes under one name each.</summary>
internal static class Functions
{
    private static readonly NumberNode Half = new(new Rational(1, 2));

    /// <summary>Builds <c>name_index^power(arguments)</c>; null where the number of arguments is wrong.</summary>
    public static Node? Build(string name, Node[] arguments, Node? index, Node? power)
    {
        var node = Plain(name, arguments, index, ref power);
        return node is null || power is null ? node : new PowerNode(node, power);
    }

    private static Node? Plain(string name, Node[] arguments, Node? index, ref Node? power)
    {
        var one = arguments.Length == 1;
        switch (name)
        {
            case "sqrt" when one:
                return new PowerNode(arguments[0], index is null ? Half : Reciprocal(index));
            case "cbrt" when one:
                return new PowerNode(arguments[0], new NumberNode(new Rational(1, 3)));
            case "exp" when one:
                return new PowerNode(new ConstantNode(Constant.E), arguments[0]);
            case "frac" when arguments.Length == 2:
                return new ProductNode([arguments[0], new PowerNode(arguments[1], NumberNode.MinusOne)]);
            case "binom" or "gcd" or "lcm" or "max" or "min" when arguments.Length >= 2:
                return new FunctionNode(name, arguments);
            case "ln" when one:
                return new FunctionNode("ln", arguments);
            case "lg" when one:
                return Logarithm(arguments[0], new NumberNode(10));
            case "lb" when one:
                return Logarithm(arguments[0], new NumberNode(2));
            case "log" when one:
                // Without a base: natural or decimal is the author's habit; kept as a function of its own.
                return index is null ? new FunctionNode("log", arguments) : Logarithm(arguments[0], index);
            case "log" when arguments.Length == 2:
                return Logarithm(arguments[0], arguments[1]);
        }

        if (!one)
        {
            return null;
        }

        if (power is NumberNode { Value: var exponent } && exponent == -1 && Inverse(name) is { } inverse)
        {
            power = null;
            return new FunctionNode(inverse, arguments);
        }

        return new FunctionNode(Canonical(name), arguments);
    }

    private static FunctionNode? Ln(Node argument) => new("ln", [argument]);

    private static ProductNode Logarithm(Node argument, Node radix) => new([Ln(argument)!, new PowerNode(Ln(radix)!, NumberNode.MinusOne)]);

    private static Node Reciprocal(Node index) => index is NumberNode { Value: { IsZero: false } value }
        ? new NumberNode(1 / value)
        : new PowerNode(index, NumberNode.MinusOne);

    private static string? Inverse(string name) => name is "sin" or "cos" or "tan" or "cot" or "sec" or "csc" or "sinh" or "cosh" or "tanh" ? "arc" + name : null;

    private static string Canonical(string name) => name switch
    {
        "asin" => "arcsin",
        "acos" => "arccos",
        "atan" or "arctg" => "arctan",
        "tg" => "tan",
        "ctg" => "cot",
        "arcctg" => "arccot",
        _ => name,
    };
}
