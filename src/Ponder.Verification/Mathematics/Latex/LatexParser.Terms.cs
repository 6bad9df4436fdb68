using System.Text;
using Ponder.Verification.Mathematics.Expressions;
using Ponder.Verification.Mathematics.Units;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Latex;

/// <content>Products, signs, units, powers and other postfixes.</content>
internal sealed partial class LatexParser
{
    private Node? Term()
    {
        if (Signed() is not { } first)
        {
            return null;
        }

        List<Node>? factors = null;
        while (true)
        {
            Node? factor;
            if (IsTimes())
            {
                _at++;
                factor = Signed();
            }
            else if (Now.Is('/') || Now.IsCommand("div") || Now.IsCommand("slash"))
            {
                _at++;
                factor = Signed() is { } divisor ? new PowerNode(divisor, NumberNode.MinusOne) : null;
            }
            else if (Now.IsCommand("over"))
            {
                _at++;
                var top = factors is null ? first : new ProductNode([.. factors]);
                return Sum() is { } bottom ? new ProductNode([top, new PowerNode(bottom, NumberNode.MinusOne)]) : null;
            }
            else if (Now.IsCommand("bmod") || Now.IsCommand("mod"))
            {
                _at++;
                var left = factors is null ? first : new ProductNode([.. factors]);
                return Signed() is { } modulus ? new FunctionNode("mod", [left, modulus]) : null;
            }
            else if (Now.IsCommand("pmod") || Now.IsCommand("pod"))
            {
                _at++;
                if (Group() is null)
                {
                    return null;
                }

                continue;
            }
            else if (UnitAhead(factors, first) is { } unit)
            {
                var value = factors is null ? first : new ProductNode([.. factors]);
                first = Compound(value, unit);
                factors = null;
                continue;
            }
            else if (StartsPrimary())
            {
                if (Now.Kind == TokenKind.Number && _tokens[_at - 1].Kind == TokenKind.Number)
                {
                    return null;
                }

                factor = Power();
            }
            else
            {
                break;
            }

            if (factor is null)
            {
                return null;
            }

            _fuel.Spend();
            factors ??= [first];
            factors.Add(factor);
        }

        return factors is null ? first : new ProductNode([.. factors]);
    }

    private bool IsTimes() => Now.Is('*') || (Now.Kind == TokenKind.Command && Now.Text is "times" or "cdot" or "ast" or "cdotp" or "bullet")
        || (Now is { Kind: TokenKind.Word, Text: "x" } && Now.SpaceBefore && Next is { Kind: TokenKind.Number, SpaceBefore: true } && _tokens[_at - 1].Kind == TokenKind.Number);

    private Node? Signed()
    {
        if (++_depth > MaxDepth)
        {
            return null;
        }

        Node? result;
        if (Now.Is('-') || Now is { Kind: TokenKind.Word, Text: "负" or "minus" or "negative" })
        {
            _at++;
            result = Signed() is { } operand ? Negate(operand) : null;
        }
        else if (Now.Is('+'))
        {
            _at++;
            result = Signed();
        }
        else if (Now.IsCommand("pm") || Now.IsCommand("mp"))
        {
            var minusFirst = Now.IsCommand("mp");
            _at++;
            result = Term() is { } operand ? new PlusMinusNode(operand, minusFirst) : null;
        }
        else
        {
            result = Power();
        }

        _depth--;
        return result;
    }

    private bool StartsPrimary()
    {
        var token = Now;
        return token.Kind switch
        {
            TokenKind.Number => true,
            TokenKind.Word => SeparatorWord(token.Text) is null && !(token.Text == "U" && _tokens[_at - 1].Is(')')) && !LeadWords.Is(token.Text),
            TokenKind.Command => token.Text switch
            {
                "|" => _bars == 0,
                "{" or "sqrt" or "frac" or "dfrac" or "tfrac" or "cfrac" or "binom" or "dbinom" or "tbinom" or "begin" or "langle" or "lfloor" or "lceil" or "lvert" or "$" => true,
                _ => Commands.IsPrimary(token.Text),
            },
            TokenKind.Sign => token.Text[0] switch
            {
                '(' or '[' or '{' => true,
                '|' => _bars == 0 && !_builder,
                '$' or '€' or '£' or '¥' or '₹' => Next.Kind == TokenKind.Number,
                _ => false,
            },
            _ => false,
        };
    }

    // Words behind a value: a unit, or what is counted.
    private Unit? UnitAhead(List<Node>? factors, Node first)
    {
        var token = Now;
        var currency = (token.Kind == TokenKind.Sign && token.Text is "$" or "€" or "£" or "¥" or "₹") || token.IsCommand("$") || token.Is('¢');
        if (!currency && token.Kind is not (TokenKind.Word or TokenKind.Text))
        {
            return null;
        }

        if (currency)
        {
            if (Next.Kind == TokenKind.Number)
            {
                return null;
            }

            _at++;
            return UnitReader.Read(token.Text);
        }

        if (SeparatorWord(token.Text) is not null)
        {
            return null;
        }

        if (token.Kind == TokenKind.Word && !IsUnitWord(token))
        {
            return null;
        }

        if (token.Kind == TokenKind.Text && (factors is null ? first : factors[^1]) is TextNode)
        {
            return null;
        }

        return UnitReader.Read(UnitWords());
    }

    private bool IsUnitWord(Token token)
    {
        var text = token.Text;
        return text[0] >= 128
            || (text is "min" or "sec" or "deg" && !Next.Is('(') && !Next.Is('{') && Next.Kind is TokenKind.End or TokenKind.Sign)
            || (text.Length > 1 && !Commands.IsPlainFunction(text) && !Commands.IsPlainConstant(text) && (text.Length > 2 || UnitTable.Find(text) is not null)
                && !Commands.StartsWithFunction(text) && !Next.Is('('));
    }

    private string UnitWords()
    {
        var text = new StringBuilder();
        while (true)
        {
            var token = Now;
            if (token.Kind is TokenKind.Word or TokenKind.Text)
            {
                if (SeparatorWord(token.Text) is not null)
                {
                    break;
                }

                text.Append(' ').Append(token.Text);
                _at++;
            }
            else if (token.Is('^') && Exponent() is { } digits)
            {
                text.Append('^').Append(digits);
            }
            else if ((token.Is('/') || token.Is('-') || token.Is('.') || token.IsCommand("cdot")) && Next.Kind is TokenKind.Word or TokenKind.Text)
            {
                text.Append(token.Is('/') ? " / " : " ");
                _at++;
            }
            else
            {
                break;
            }
        }

        return text.ToString().Trim();
    }

    // ^2 or ^{2} behind a unit.
    private string? Exponent()
    {
        var at = _at + 1;
        var braced = _tokens[at].Is('{');
        at += braced ? 1 : 0;
        var negative = _tokens[at].Is('-');
        at += negative ? 1 : 0;
        if (_tokens[at].Kind != TokenKind.Number || (braced && !_tokens[at + 1].Is('}')))
        {
            return null;
        }

        _at = at + (braced ? 2 : 1);
        return (negative ? "-" : "") + _tokens[at].Text;
    }

    // 1 h 30 min is one quantity; every other sequence is a product.
    private static QuantityNode Compound(Node value, Unit unit)
    {
        if (value is ProductNode { Factors: [QuantityNode earlier, var last] } && earlier.Unit.Dimension == unit.Dimension && unit.Known)
        {
            var factor = new NumberNode(unit.Factor / earlier.Unit.Factor);
            return new QuantityNode(new SumNode([earlier.Value, new ProductNode([last, factor])]), earlier.Unit);
        }

        return value is QuantityNode q && (!q.Unit.Known || q.Unit.Dimension == unit.Dimension)
            ? new QuantityNode(q.Value, q.Unit.Known ? q.Unit : unit)
            : value as QuantityNode ?? new QuantityNode(value, unit);
    }

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
            return number.Decimals is null && number.Value.Denominator.IsOne && number.Value.Numerator.Sign >= 0
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
