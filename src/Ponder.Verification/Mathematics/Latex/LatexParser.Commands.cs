using Ponder.Verification.Mathematics.Expressions;
using Ponder.Verification.Mathematics.Units;
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

    private Node? Function(string name)
    {
        _at++;
        Node? power = null;
        Node? index = null;
        var optional = name == "sqrt" && Now.Is('[');
        if (optional)
        {
            _at++;
            index = Sum();
            if (index is null || !Now.Is(']'))
            {
                return null;
            }

            _at++;
        }

        for (var i = 0; i < 2; i++)
        {
            if (Now.Is('^') && !optional)
            {
                _at++;
                var minus = Now.Is('-');
                _at += minus ? 1 : 0;
                power = Digits();
                if (power is null)
                {
                    return null;
                }

                power = minus ? Negate(power) : power;
            }
            else if (Now.Is('_'))
            {
                _at++;
                index = Digits();
                if (index is null)
                {
                    return null;
                }
            }
        }

        var arguments = FunctionArguments(name);
        return arguments is null ? null : Functions.Build(name, arguments, index, power);
    }

    private Node[]? FunctionArguments(string name)
    {
        if (name is "sqrt" or "cbrt")
        {
            return (Now.Is('{') || Now.Is('(') || _tokens[_at - 1].Kind == TokenKind.Word ? Argument() : Digits()) is { } root ? [root] : null;
        }

        if (Now.Is('(') || Now.Is('[') || (Now.Is('{') && !IsTrigonometric(name)))
        {
            var inside = Now.Is('{') ? Group() : Bracketed();
            return inside switch
            {
                null => null,
                BracketNode { Items: var items } => items,
                SetNode { Items: var items } => items,
                _ => [inside],
            };
        }

        // \sin 2x, \cos\frac{\pi}{5}, \log 8: a product without further functions or signs.
        if (++_depth > MaxDepth)
        {
            return null;
        }

        var factors = new List<Node>();
        if (Now.Is('-'))
        {
            _at++;
            factors.Add(NumberNode.MinusOne);
        }

        while (StartsPrimary() && !(factors.Count > 0 && IsFunctionAhead()) && !(factors.Count > 0 && Now.Is('(')))
        {
            if (Now.Kind == TokenKind.Text)
            {
                break;
            }

            if (Power() is not { } factor)
            {
                return null;
            }

            factors.Add(factor);
            if (Now.Is('/') && Next.Kind == TokenKind.Number)
            {
                _at++;
                factors.Add(new PowerNode(new NumberNode(Now.Value), NumberNode.MinusOne));
                _at++;
            }
        }

        _depth--;
        return factors.Count == 0 ? null : factors.Count == 1 ? [factors[0]] : [new ProductNode([.. factors])];
    }

    private static bool IsTrigonometric(string name) => name is "sin" or "cos" or "tan" or "cot" or "sec" or "csc" or "ln" or "log";

    private bool IsFunctionAhead() => Now.Kind is TokenKind.Command or TokenKind.Word && Commands.IsFunction(Now.Text);

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

    private Node? Environment()
    {
        _at++;
        var name = EnvironmentName();
        if (name is null)
        {
            return null;
        }

        if (name is "array" or "tabular" && Now.Is('{'))
        {
            SubscriptText();
        }

        var rows = new List<Node[]>();
        var row = new List<Node>();
        while (true)
        {
            if (Now.Kind == TokenKind.End || rows.Count > 200)
            {
                return null;
            }

            if (Now.IsCommand("end"))
            {
                _at++;
                if (EnvironmentName() is null)
                {
                    return null;
                }

                break;
            }

            if (Now.Kind == TokenKind.RowBreak)
            {
                _at++;
                if (row.Count > 0)
                {
                    rows.Add([.. row]);
                }

                row.Clear();
                continue;
            }

            if (Now.Is('&'))
            {
                _at++;
                continue;
            }

            if (List() is not { } entry)
            {
                return null;
            }

            row.Add(entry);
        }

        if (row.Count > 0)
        {
            rows.Add([.. row]);
        }

        if (rows.Count == 0 || rows.Any(r => r.Length != rows[0].Length))
        {
            return null;
        }

        var matrix = new MatrixNode([.. rows]);
        return name switch
        {
            "vmatrix" => new FunctionNode("det", [matrix]),
            "cases" or "aligned" or "align" or "gathered" => rows.All(r => r.Length == 1) ? new ListNode([.. rows.Select(r => r[0])], and: true) : matrix,
            _ => matrix,
        };
    }

    private string? EnvironmentName()
    {
        if (!Now.Is('{') || Next.Kind != TokenKind.Word)
        {
            return null;
        }

        var name = Next.Text;
        _at += 2;
        if (Now.Is('*'))
        {
            _at++;
        }

        if (!Now.Is('}'))
        {
            return null;
        }

        _at++;
        return name;
    }
}
