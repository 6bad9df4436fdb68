using System.Text;
using Ponder.Verification.Mathematics.Expressions;
using Ponder.Verification.Mathematics.Units;

namespace Ponder.Verification.Mathematics.Latex;

/// <content>Powers, percent signs, degrees, primes and subscripts.</content>
internal sealed partial class LatexParser
{
    private Node? Power()
    {
        var node = Primary();
        for (var postfixes = 0; node is not null; postfixes++)
        {
            if (postfixes > 40)
            {
                return null;
            }

            _fuel.Spend();
            if (Now.Is('^'))
            {
                _at++;
                node = Raised(node);
            }
            else if (Now.Is('*') && Next.Is('*') && !Next.SpaceBefore)
            {
                _at += 2;
                node = Signed() is { } exponent ? new PowerNode(node, exponent) : null;
            }
            else if (Now.Is('!') && !Next.Is('='))
            {
                var twice = Next.Is('!') && !Next.SpaceBefore;
                _at += twice ? 2 : 1;
                node = new FunctionNode(twice ? "factorial2" : "factorial", [node]);
            }
            else if (Now.Is('%') || Now.IsCommand("%"))
            {
                _at++;
                node = new PercentNode(node);
            }
            else if (Now.Kind is TokenKind.Word or TokenKind.Text && PercentWord(Now.Text) is > 0 and var words)
            {
                _at += words;
                node = new PercentNode(node);
            }
            else if (Now.IsCommand("degree") || Now.IsCommand("circ"))
            {
                _at++;
                node = Degrees(node);
            }
            else if (Now.Is('\''))
            {
                _at++;
                var twice = Now.Is('\'');
                _at += twice ? 1 : 0;
                node = node is SymbolNode symbol
                    ? new SymbolNode(symbol.Name + (twice ? "''" : "'"))
                    : new QuantityNode(node, UnitReader.Read(twice ? "arcsecond" : "arcminute"));
            }
            else if (Now.Is('_'))
            {
                _at++;
                node = Subscripted(node);
            }
            else
            {
                return node;
            }
        }

        return null;
    }

    private int PercentWord(string text) => text.ToLowerInvariant() switch
    {
        "percent" or "pct" or "percentage" or "per cent" or "percents" or "%" or "\\%" => 1,
        "per" when Next is { Kind: TokenKind.Word, Text: "cent" } => 2,
        _ => 0,
    };

    private Node? Raised(Node node)
    {
        if (Now.IsCommand("circ") || Now.IsCommand("degree"))
        {
            _at++;
            return Degrees(node);
        }

        if (Now.Is('{') && (Next.IsCommand("circ") || Next.IsCommand("degree")) && _tokens[_at + 2].Is('}'))
        {
            _at += 3;
            return Degrees(node);
        }

        if (Now.Is('\'') || Now.IsCommand("prime"))
        {
            _at++;
            return node is SymbolNode symbol ? new SymbolNode(symbol.Name + "'") : null;
        }

        // ℝ⁺ and ℝ⁻.
        if (node is NamedSetNode { Name: 'ℝ' } && Half() is { } half)
        {
            return half;
        }

        Node? exponent;
        if (Now.Is('-') || Now.Is('+'))
        {
            var minus = Now.Is('-');
            _at++;
            exponent = Argument() is { } operand ? minus ? Negate(operand) : operand : null;
        }
        else
        {
            exponent = Argument();
        }

        return exponent switch
        {
            null => null,
            SymbolNode { Name: "T" or "top" or "intercal" } when node is MatrixNode => new FunctionNode("transpose", [node]),

            // a^b^c is a^(b^c) in plain text.
            _ when Now.Is('^') && ++_depth < MaxDepth => Tower(node, exponent),
            _ => new PowerNode(node, exponent),
        };
    }

    private BracketNode? Half()
    {
        var at = _at + (Now.Is('{') ? 1 : 0);
        if (!(_tokens[at].Is('+') || _tokens[at].Is('-')) || (at > _at && !_tokens[at + 1].Is('}')))
        {
            return null;
        }

        var positive = _tokens[at].Is('+');
        _at = at > _at ? at + 2 : at + 1;
        var infinity = new ConstantNode(Constant.Infinity);
        return positive ? new BracketNode('(', ')', [NumberNode.Zero, infinity]) : new BracketNode('(', ')', [Negate(infinity), NumberNode.Zero]);
    }

    private PowerNode? Tower(Node node, Node exponent)
    {
        _at++;
        return Raised(exponent) is { } raised ? new PowerNode(node, raised) : null;
    }

    private Node Degrees(Node node)
    {
        var name = "°";
        if (Now is { Kind: TokenKind.Word, Text: "C" or "F" })
        {
            name += Now.Text;
            _at++;
        }

        var unit = UnitReader.Read(name);
        return node is NumberNode or ProductNode or PowerNode or SumNode or QuantityNode or SymbolNode or FunctionNode or ConstantNode
            ? new QuantityNode(node, unit)
            : node;
    }

    private Node? Subscripted(Node node)
    {
        // The text of the subscript belongs to the name; behind digits it is a base.
        var subscript = SubscriptText();
        if (subscript is null)
        {
            return null;
        }

        if (node is NumberNode number && RadixWords.Radix(subscript) is { } radix)
        {
            return number.Decimals is null && number.Value.IsInteger && number.Value.Sign >= 0
                ? new BaseNumeralNode(number.Value.Numerator.ToString(), radix)
                : null;
        }

        return node switch
        {
            SymbolNode symbol => new SymbolNode($"{symbol.Name}_{subscript}"),
            ConstantNode { Kind: Constant.E or Constant.I } constant => new SymbolNode($"{constant}_{subscript}"),
            ProductNode { Factors: [.. var head, SymbolNode last] } => new ProductNode([.. head, new SymbolNode($"{last.Name}_{subscript}")]),
            _ => null,
        };
    }

    private string? SubscriptText()
    {
        if (!Now.Is('{'))
        {
            var text = Now.Text;
            if (Now.Kind is TokenKind.End or TokenKind.RowBreak)
            {
                return null;
            }

            // x_12 in LaTeX has the subscript 1; in answers it means 12.
            _at++;
            return text;
        }

        var result = new StringBuilder();
        var open = 0;
        do
        {
            if (Now.Kind == TokenKind.End)
            {
                return null;
            }

            open += Now.Is('{') ? 1 : Now.Is('}') ? -1 : 0;
            if (!Now.Is('{') && !Now.Is('}') && !Now.Is('(') && !Now.Is(')'))
            {
                result.Append(Now.Text);
            }

            _at++;
        }
        while (open > 0);
        return result.ToString();
    }
}
