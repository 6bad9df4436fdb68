using System.Runtime.InteropServices;
using Ponder.Verification.Mathematics.Expressions;
using Ponder.Verification.Mathematics.Units;

namespace Ponder.Verification.Mathematics.Latex;

/// <content>Letters and words.</content>
internal sealed partial class LatexParser
{
    private Node? Word()
    {
        var text = Now.Text;
        if (text == "m" && (Next.IsCommand("angle") || Next.IsCommand("measuredangle")))
        {
            _at++;
            return Command();
        }

        if (text.Length == 1 && text[0] < 128)
        {
            _at++;
            return Letter(text);
        }

        if (text is "US" && (Next.Is('$') || Next.IsCommand("$")))
        {
            _at++;
            return Primary();
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
            if (Next.Is('^') && !(char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterUpper(text[^1])))
            {
                // yx^2 is y x²; AB^2 is the square on a segment.
                _tokens[_at] = new Token(TokenKind.Word, CommonTexts.Of(text[^1]));
                _tokens.Insert(_at, new Token(TokenKind.Word, text[..^1]));
                text = text[..^1];
            }

            _at++;
            return Letters(text);
        }

        return Words();
    }

    // 2A_{16}, FF_{16}: digits beyond 9. 2a_{12} is twice a variable.
    private BaseNumeralNode? BaseDigits()
    {
        var (at, letters, start) = (_at, 0, _at);
        while (at - start < 20 && (at == start || !_tokens[at].SpaceBefore) && (IsWhole(at) || (_tokens[at].Kind == TokenKind.Word && _tokens[at].Text.All(char.IsAsciiHexDigit))))
        {
            letters += _tokens[at].Kind == TokenKind.Word ? _tokens[at].Text.Length : 0;
            at++;
        }

        if (letters == 0 || !_tokens[at].Is('_') || (at - start == 1 && letters < 2))
        {
            return null;
        }

        var digits = string.Concat(_tokens.GetRange(start, at - start).Select(t => t.Text));
        _at = at + 1;
        if (SubscriptText() is { } subscript && RadixWords.Radix(subscript) is > 10 and var radix && (radix == 16 || !digits.Any(char.IsAsciiLetterLower)))
        {
            var numeral = new BaseNumeralNode(digits.ToUpperInvariant(), radix);
            if (Algebra.Canonical.BaseValue(numeral) is not null)
            {
                return numeral;
            }
        }

        _at = start;
        return null;
    }

    private Node Letter(string text) => text switch
    {
        "e" => new ConstantNode(Constant.E),
        "i" when !_index => new ConstantNode(Constant.I),
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

    private ProductNode Letters(string text)
    {
        // Names of functions in a run are not looked for: xy is x·y.
        var factors = new List<Node>();
        foreach (var letter in text)
        {
            factors.Add(letter switch
            {
                'e' => new ConstantNode(Constant.E),
                'i' when !_index => new ConstantNode(Constant.I),
                _ => new SymbolNode(letter.ToString()),
            });
        }

        return new ProductNode([.. factors]);
    }

    // Twenty-one, one thousand two hundred; 三十五个 is cut behind the number.
    private NumberNode? NumberWord()
    {
        var text = Now.Text;
        if (text[0] >= 128)
        {
            if (ChineseNumerals.Leading(text) is not { } chinese)
            {
                return null;
            }

            _tokens[_at] = Now with { Text = text[chinese.Length..] };
            _at += chinese.Length == text.Length ? 1 : 0;
            return new NumberNode(chinese.Value);
        }

        if (Commands.Number(text) is null)
        {
            return null;
        }

        var words = new List<string>();
        var ends = new List<int>();
        for (var at = _at; at < _tokens.Count && words.Count < 20; at++)
        {
            if (_tokens[at].Kind == TokenKind.Word)
            {
                words.Add(_tokens[at].Text);
                ends.Add(at + 1);
            }
            else if (!(_tokens[at].Is('-') && !_tokens[at].SpaceBefore && words.Count > 0 && Commands.Number(words[^1]) >= 20))
            {
                break;
            }
        }

        var number = NumberWords.Leading(CollectionsMarshal.AsSpan(words))!.Value;
        _at = ends[number.Words - 1];
        return new NumberNode(number.Value);
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
}
