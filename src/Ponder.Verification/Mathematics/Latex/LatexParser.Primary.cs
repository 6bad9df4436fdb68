using Ponder.Verification.Mathematics.Expressions;
using Ponder.Verification.Mathematics.Units;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Latex;

/// <content>Numbers, names, brackets and groups.</content>
internal sealed partial class LatexParser
{
    private Node? Primary()
    {
        _fuel.Spend();
        var token = Now;
        switch (token.Kind)
        {
            case TokenKind.Number:
                return Numeral();
            case TokenKind.Word:
                return Word();
            case TokenKind.Text:
                _at++;
                return Commands.Number(token.Text) is { } value ? new NumberNode(value) : new TextNode(token.Text);
            case TokenKind.Command:
                return Command();
            case TokenKind.Sign:
                return Sign(token.Text[0]);
            default:
                return null;
        }
    }

    // 2\frac{1}{3}, 7 3/4 and 5½ are mixed numbers.
    private NumberNode Numeral()
    {
        var token = Now;
        _at++;
        var number = new NumberNode(token.Value, token.Decimals, token.Significant);
        if (token.Decimals is not null || !token.Value.Denominator.IsOne)
        {
            return number;
        }

        if (Now.Kind == TokenKind.Number && !Now.Value.Denominator.IsOne && Now.Decimals is null && !Now.Text.Contains('.', StringComparison.Ordinal))
        {
            _at++;
            return new NumberNode(token.Value + _tokens[_at - 1].Value);
        }

        if (Now.Kind == TokenKind.Number && Now.SpaceBefore && IsWhole(_at) && Next.Is('/') && _tokens[_at + 2].Kind == TokenKind.Number && IsWhole(_at + 2)
            && Proper(_tokens[_at].Value, _tokens[_at + 2].Value))
        {
            _at += 3;
            return new NumberNode(token.Value + (_tokens[_at - 3].Value / _tokens[_at - 1].Value));
        }

        return Now.Kind == TokenKind.Command && Now.Text is "frac" or "dfrac" or "tfrac" or "cfrac" && ProperFraction() is { } part
            ? new NumberNode(token.Value + part)
            : number;
    }

    private static bool Proper(Rational top, Rational bottom) => top.Numerator < bottom.Numerator && !top.IsZero;

    private bool IsWhole(int at) => _tokens[at] is { Kind: TokenKind.Number, Decimals: null } token && token.Value.Denominator.IsOne;

    // \frac{1}{3} or \frac13 with whole numbers, the upper one smaller.
    private Rational? ProperFraction()
    {
        var at = _at + 1;
        var parts = new Rational[2];
        if (IsWhole(at) && _tokens[at].Text.Length >= 2 && !_tokens[at + 1].Is('{'))
        {
            var digits = _tokens[at].Text;
            if (digits.Length != 2)
            {
                return null;
            }

            (parts[0], parts[1]) = (digits[0] - '0', digits[1] - '0');
            at++;
        }
        else
        {
            for (var i = 0; i < 2; i++)
            {
                var braced = _tokens[at].Is('{');
                at += braced ? 1 : 0;
                if (!IsWhole(at))
                {
                    return null;
                }

                parts[i] = _tokens[at++].Value;
                if (braced && !_tokens[at++].Is('}'))
                {
                    return null;
                }
            }
        }

        if (!Proper(parts[0], parts[1]))
        {
            return null;
        }

        _at = at;
        return parts[0] / parts[1];
    }

    private Node? Word()
    {
        var text = Now.Text;
        if (text.Length == 1 && text[0] < 128)
        {
            _at++;
            return Letter(text);
        }

        if (text is "pi")
        {
            _at++;
            return new ConstantNode(Constant.Pi);
        }

        if (text is "infinity" or "inf" or "infty" or "Infinity" or "无穷")
        {
            _at++;
            return new ConstantNode(Constant.Infinity);
        }

        if (text is "sqrt" or "cbrt" or "frac" or "binom" || Commands.IsFunction(text))
        {
            return Function(text);
        }

        if (text is "USD" or "RMB" or "EUR" && Next.Kind == TokenKind.Number)
        {
            _at++;
            return Power() is { } amount ? new QuantityNode(amount, UnitReader.Read(text)) : null;
        }

        if (NumberWord() is { } number)
        {
            return number;
        }

        if (Commands.FunctionPrefix(text) is > 0 and var length)
        {
            // sinx: the run is cut behind the name.
            _tokens[_at] = new Token(TokenKind.Word, text[length..]);
            _tokens.Insert(_at, new Token(TokenKind.Word, text[..length]));
            return Function(text[..length]);
        }

        if (Commands.IsPlainConstant(text))
        {
            _at++;
            return new SymbolNode(text);
        }

        if (text.Length <= 3 && text[0] < 128)
        {
            _at++;
            return Letters(text);
        }

        return Words();
    }

    private Node Letter(string text) => text switch
    {
        "e" => new ConstantNode(Constant.E),
        "i" => new ConstantNode(Constant.I),
        _ when Now.Is('(') && !Now.SpaceBefore && ArgumentsOf(text) is { } applied => applied,
        _ => new SymbolNode(text),
    };

    // f(x), P(x, 2): a letter directly before brackets; whether it is a product is for the reader of the tree to decide.
    private FunctionNode? ArgumentsOf(string name)
    {
        var (start, depth) = (_at, _depth);
        if (Bracketed() is { } inside)
        {
            return new FunctionNode(name, inside is BracketNode { Items: var items } ? items : [inside], applied: true);
        }

        (_at, _depth) = (start, depth);
        return null;
    }

    private static ProductNode Letters(string text)
    {
        // Names of functions in a run are not looked for: xy is x·y.
        var factors = new List<Node>();
        foreach (var letter in text)
        {
            factors.Add(letter switch
            {
                'e' => new ConstantNode(Constant.E),
                'i' => new ConstantNode(Constant.I),
                _ => new SymbolNode(letter.ToString()),
            });
        }

        return new ProductNode([.. factors]);
    }

    private NumberNode? NumberWord()
    {
        if (Commands.Number(Now.Text) is not { } value)
        {
            return null;
        }

        _at++;
        if (value >= 20 && Now.Is('-') && Next.Kind == TokenKind.Word && Commands.Number(Next.Text) is > 0 and < 10 and var ones)
        {
            _at += 2;
            value += ones;
        }
        else if (value >= 20 && Now.Kind == TokenKind.Word && Commands.Number(Now.Text) is > 0 and < 10 and var digit)
        {
            _at++;
            value += digit;
        }

        if (Now is { Kind: TokenKind.Word, Text: "hundred" or "thousand" or "million" })
        {
            value *= Now.Text switch { "hundred" => 100, "thousand" => 1000, _ => 1_000_000 };
            _at++;
        }

        return new NumberNode(value);
    }

    // A sentence: all words up to the next sign.
    private TextNode Words()
    {
        var start = _at;
        while (Now.Kind is TokenKind.Word or TokenKind.Text && (_at == start || SeparatorWord(Now.Text) is null))
        {
            _at++;
        }

        return new TextNode(string.Join(' ', _tokens.GetRange(start, _at - start).Select(t => t.Text)));
    }

    private Node? Sign(char sign)
    {
        switch (sign)
        {
            case '(' or '[':
                return Bracketed();
            case '{':
                return Group();
            case '|':
                return Bars(() => Now.Is('|'));
            case '$' or '€' or '£' or '¥' or '₹' when Next.Kind == TokenKind.Number || (Next.Kind is TokenKind.Command or TokenKind.Word && StartsAfterCurrency()):
                return Money(Now.Text);
            case '$':
                _at++;
                return Primary();
            default:
                return null;
        }
    }

    private bool StartsAfterCurrency() => Next.Text is "frac" or "dfrac" or "tfrac" or "sqrt";

    private QuantityNode? Money(string sign)
    {
        _at++;
        if (Now.Is('-'))
        {
            _at++;
            return Power() is { } debt ? new QuantityNode(Negate(debt), UnitReader.Read(sign)) : null;
        }

        return Power() is { } amount ? new QuantityNode(amount is QuantityNode q ? q.Value : amount, UnitReader.Read(sign)) : null;
    }

    private FunctionNode? Bars(Func<bool> closes)
    {
        if (++_depth > MaxDepth)
        {
            return null;
        }

        _at++;
        var (bars, builder) = (_bars, _builder);
        (_bars, _builder) = (1, false);
        var inside = Sum();
        (_bars, _builder) = (bars, builder);
        _depth--;
        if (inside is null || !closes())
        {
            return null;
        }

        _at++;
        return new FunctionNode("abs", [inside]);
    }

    // ( … ) and [ … ], also mixed: one item is the item itself, more are a tuple or an interval.
    private Node? Bracketed()
    {
        var open = Now.Text[0];
        _at++;
        if (Now.Is(')') || Now.Is(']'))
        {
            return null;
        }

        var (bars, builder) = (_bars, _builder);
        (_bars, _builder) = (0, false);
        var inside = List();
        (_bars, _builder) = (bars, builder);
        if (inside is null || !(Now.Is(')') || Now.Is(']')))
        {
            return null;
        }

        var close = Now.Text[0];
        _at++;
        return inside is ListNode list ? new BracketNode(open, close, list.Items) : inside;
    }

    // { … } without backslash: one value as in LaTeX; a list in bare braces is a set.
    private Node? Group()
    {
        if (!Now.Is('{'))
        {
            return Now.Is('(') ? Bracketed() : null;
        }

        _at++;
        if (Now.Is('}'))
        {
            return null;
        }

        var (bars, builder) = (_bars, _builder);
        (_bars, _builder) = (0, false);
        var inside = List();
        (_bars, _builder) = (bars, builder);
        if (inside is null || !Now.Is('}'))
        {
            return null;
        }

        _at++;
        return inside is ListNode list ? new SetNode(list.Items) : inside;
    }

    // \{ … \}: a finite set or {x | condition}.
    private Node? Braces()
    {
        _at++;
        if (Now.IsCommand("}"))
        {
            _at++;
            return new NamedSetNode('∅');
        }

        var (bars, builder) = (_bars, _builder);
        (_bars, _builder) = (0, true);
        var inside = List();
        (_bars, _builder) = (bars, false);
        if (inside is not null && (Now.Is('|') || Now.Is(':') || Now.IsCommand("mid") || Now.IsCommand("|") || Now.IsCommand("colon")))
        {
            _at++;
            var condition = List();
            _builder = builder;
            if (condition is null || !Now.IsCommand("}"))
            {
                return null;
            }

            _at++;
            return new BuilderNode(inside, condition);
        }

        _builder = builder;
        if (inside is null || !Now.IsCommand("}"))
        {
            return null;
        }

        _at++;
        return new SetNode(inside is ListNode list ? list.Items : [inside]);
    }

    // What a command or a power takes: a group or a single token.
    private Node? Argument()
    {
        if (Now.Is('{'))
        {
            return Group();
        }

        if (Now.Is('('))
        {
            return Bracketed();
        }

        return Now.Kind is TokenKind.End || ++_depth > MaxDepth ? null : Leave(Primary());
    }

    private Node? Leave(Node? node)
    {
        _depth--;
        return node;
    }
}
