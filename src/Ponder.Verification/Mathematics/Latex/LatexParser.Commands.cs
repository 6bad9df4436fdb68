using Ponder.Verification.Mathematics.Expressions;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Latex;

/// <content>Commands, functions and environments.</content>
internal sealed partial class LatexParser
{
    private Node? Command()
    {
        var name = Now.Text;
        switch (name)
        {
            case "frac" or "dfrac" or "tfrac" or "cfrac":
                return Fraction();
            case "sqrt" or "cbrt":
                return Function(name);
            case "surd":
                // The Unicode sign takes the whole numeral, \sqrt one digit.
                _at++;
                return Argument() is { } radicand ? Functions.Build("sqrt", [radicand], null, null) : null;
            case "binom" or "dbinom" or "tbinom":
                _at++;
                return Digits() is { } n && Digits() is { } k ? new FunctionNode("binom", [n, k]) : null;
            case "pi" or "infty" or "emptyset" or "varnothing" or "R" or "Z" or "N" or "Q" or "C":
                _at++;
                return Named(name);
            case "{" or "lbrace":
                return Braces();
            case "langle":
                return Angle();
            case "lfloor" or "lceil":
                return Enclosed(name == "lfloor" ? "floor" : "ceil", name == "lfloor" ? "rfloor" : "rceil");
            case "lvert":
                return Bars(() => Now.IsCommand("rvert"));
            case "|":
                return Bars(() => Now.IsCommand("|"));
            case "$":
                return Money("$");
            case "begin":
                return Environment();
            case "sum" or "prod" or "int" or "lim":
                return BigOperator(name);
            case "boxed" or "fbox":
                _at++;
                return Group();
            case "angle" or "measuredangle":
                _at++;
                return Now.Kind == TokenKind.Word ? new SymbolNode("∠" + Take()) : Primary();
            case "imath" or "jmath":
                _at++;
                return name == "imath" ? new ConstantNode(Constant.I) : new SymbolNode("j");
            case "operatorname" or "mathop":
                _at++;
                return Group();
        }

        if (Commands.IsFunction(name))
        {
            return Function(name);
        }

        if (!Commands.IsPrimary(name))
        {
            return null;
        }

        _at++;
        return Now.Is('(') && !Now.SpaceBefore && ArgumentsOf(name) is { } applied ? applied : new SymbolNode(name);
    }

    private string Take() => _tokens[_at++].Text;

    private static Node Named(string name) => name switch
    {
        "pi" => new ConstantNode(Constant.Pi),
        "infty" => new ConstantNode(Constant.Infinity),
        "emptyset" or "varnothing" => new NamedSetNode('∅'),
        "R" => new NamedSetNode('ℝ'),
        "Z" => new NamedSetNode('ℤ'),
        "N" => new NamedSetNode('ℕ'),
        "Q" => new NamedSetNode('ℚ'),
        _ => new NamedSetNode('ℂ'),
    };

    private ProductNode? Fraction()
    {
        _at++;
        return Digits() is { } top && Digits() is { } bottom ? new ProductNode([top, new PowerNode(bottom, NumberNode.MinusOne)]) : null;
    }

    // An argument as LaTeX takes it: a group, or one digit of a numeral.
    private Node? Digits()
    {
        if (Now is { Kind: TokenKind.Number, Text.Length: > 1, Decimals: null } token && token.Text.All(char.IsAsciiDigit))
        {
            Rational rest = token.Text.Length < 12 ? long.Parse(token.Text[1..], System.Globalization.CultureInfo.InvariantCulture) : 0;
            _tokens[_at] = token with { Text = token.Text[1..], Value = rest };
            return token.Text.Length < 12 ? new NumberNode(token.Text[0] - '0') : null;
        }

        return Argument();
    }

    private FunctionNode? Enclosed(string function, string close)
    {
        _at++;
        var inside = Sum();
        if (inside is null || !Now.IsCommand(close))
        {
            return null;
        }

        _at++;
        return new FunctionNode(function, [inside]);
    }

    private Node? Angle()
    {
        _at++;
        var inside = List();
        if (inside is null || !Now.IsCommand("rangle"))
        {
            return null;
        }

        _at++;
        return inside is ListNode list ? new BracketNode('(', ')', list.Items) : inside;
    }

    // \sum_{k=1}^{n} a: name, limits and body.
    private FunctionNode? BigOperator(string name)
    {
        _at++;
        Node? lower = null, upper = null;

        // An index i is no imaginary unit.
        var index = _index;
        _index |= Now.Is('_') && Next.Is('{') && _tokens[Math.Min(_at + 2, _tokens.Count - 1)] is { Kind: TokenKind.Word, Text: "i" };
        var result = Operated(name, ref lower, ref upper);
        _index = index;
        return result;
    }

    private FunctionNode? Operated(string name, ref Node? lower, ref Node? upper)
    {
        for (var i = 0; i < 2; i++)
        {
            if (Now.Is('_'))
            {
                _at++;
                lower = Argument();
                if (lower is null)
                {
                    return null;
                }
            }
            else if (Now.Is('^'))
            {
                _at++;
                upper = Argument();
                if (upper is null)
                {
                    return null;
                }
            }
        }

        if (Term() is not { } body)
        {
            return null;
        }

        return new FunctionNode(name, [lower ?? NumberNode.Zero, upper ?? NumberNode.Zero, body]);
    }
}
