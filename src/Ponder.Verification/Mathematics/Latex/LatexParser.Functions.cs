using Ponder.Verification.Mathematics.Expressions;

namespace Ponder.Verification.Mathematics.Latex;

/// <content>Functions with their powers, indices and arguments.</content>
internal sealed partial class LatexParser
{
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
}
