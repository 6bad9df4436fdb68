using System.Text;
using Ponder.Verification.Mathematics.Expressions;
using Ponder.Verification.Mathematics.Units;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Latex;

/// <content>Units and counted things behind a value.</content>
internal sealed partial class LatexParser
{
    // 5 million, 3 dozen, 1.2 万: takes the word off what follows a numeral; "million dollars" leaves "dollars".
    private Rational? ScaleAhead(bool again = false)
    {
        if (Now.Kind is not (TokenKind.Word or TokenKind.Text) || ScaleWords.Leading(Now.Text) is not { } scale || (!again && _tokens[_at - 1].Kind != TokenKind.Number && !_tokens[_at - 1].Is('}')))
        {
            return null;
        }

        var rest = Now.Text.AsSpan(scale.Length).TrimStart(" ~").ToString();
        if (rest.Length == 0)
        {
            _at++;
        }
        else
        {
            _tokens[_at] = Now with { Text = rest };
        }

        return scale.Value * (ScaleAhead(again: true) ?? 1);
    }

    private static Node Scaled(Node value, Rational scale) => value is NumberNode number ? new NumberNode(number.Value * scale) : new ProductNode([value, new NumberNode(scale)]);

    // 1 hour and 30 minutes, 5 feet and 3 inches.
    private static QuantityNode? OneQuantity(QuantityNode larger, QuantityNode smaller) =>
        larger.Unit.Known && larger.Unit.Dimension == smaller.Unit.Dimension && Algebra.Canonical.Compare(smaller.Unit.Factor, larger.Unit.Factor) < 0
            ? new QuantityNode(new SumNode([larger.Value, new ProductNode([smaller.Value, new NumberNode(smaller.Unit.Factor / larger.Unit.Factor)])]), larger.Unit)
            : null;

    // Words behind a value: a unit, or what is counted.
    private Unit? UnitAhead(List<Node>? factors, Node first)
    {
        ref readonly var token = ref Now;
        var currency = (token.Kind == TokenKind.Sign && token.Text is "$" or "€" or "£" or "¥" or "₹") || token.IsCommand("$") || token.Is('¢');
        if (!currency && token.Kind is not (TokenKind.Word or TokenKind.Text))
        {
            return UnitFraction();
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

        if (IsTo(token) || (token.Kind == TokenKind.Text && (HasNumber(token.Text) || token.Text.StartsWith("or ", StringComparison.Ordinal))) || (token.Kind == TokenKind.Word && !IsUnitWord(token)))
        {
            return null;
        }

        if (token.Kind == TokenKind.Text && (factors is null ? first : factors[^1]) is TextNode)
        {
            return null;
        }

        return UnitReader.Read(UnitWords());
    }

    // \frac{\text{km}}{\text{h}}
    private Unit? UnitFraction()
    {
        if (Now.Kind != TokenKind.Command || Now.Text is not ("frac" or "dfrac" or "tfrac") || _at + 6 >= _tokens.Count || _tokens[_at + 2].Kind is not (TokenKind.Text or TokenKind.Word) || _tokens[_at + 5].Kind is not (TokenKind.Text or TokenKind.Word)
            || UnitTable.Find(_tokens[_at + 2].Text) is null || UnitTable.Find(_tokens[_at + 5].Text) is null || _tokens[_at + 2].Text.Length < 2 || !_tokens[_at + 1].Is('{') || !_tokens[_at + 3].Is('}') || !_tokens[_at + 4].Is('{') || !_tokens[_at + 6].Is('}'))
        {
            return null;
        }

        var unit = UnitReader.Read($"{_tokens[_at + 2].Text} / {_tokens[_at + 5].Text}");
        _at += 7;
        return unit;
    }

    // "(or 8)" and "or so" are no units, "cm2" is one.
    private static bool HasNumber(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]) && (i == 0 || !(char.IsLetterOrDigit(text[i - 1]) || text[i - 1] is '^' or '-' or '{')))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsUnitWord(in Token token)
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
            ref readonly var token = ref Now;
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
}
