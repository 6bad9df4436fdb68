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
        ref readonly var token = ref Now;
        switch (token.Kind)
        {
            case TokenKind.Number:
                return BaseDigits() as Node ?? Numeral();
            case TokenKind.Word:
                return BaseDigits() as Node ?? Word();
            case TokenKind.Text:
                _at++;
                return NumberWords.Whole(token.Text) is { } value ? new NumberNode(value) : new TextNode(token.Text);
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
        ref readonly var token = ref Now;
        _at++;
        var number = new NumberNode(token.Value, token.Decimals, token.Significant);
        if (token.Decimals is not null || !token.Value.IsInteger)
        {
            return number;
        }

        if (Now.Kind == TokenKind.Number && !Now.Value.IsInteger && Now.Decimals is null && !Now.Text.Contains('.', StringComparison.Ordinal))
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

    private bool IsWhole(int at) => _tokens[at] is { Kind: TokenKind.Number, Decimals: null } token && token.Value.IsInteger;

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
            case '$' when Next.Is('-'):
                return Money("$");
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
}
