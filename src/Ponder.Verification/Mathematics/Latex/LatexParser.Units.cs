using System.Text;
using Ponder.Verification.Mathematics.Expressions;
using Ponder.Verification.Mathematics.Units;

namespace Ponder.Verification.Mathematics.Latex;

/// <content>Units and counted things behind a value.</content>
internal sealed partial class LatexParser
{
    // Words behind a value: a unit, or what is counted.
    private Unit? UnitAhead(List<Node>? factors, Node first)
    {
        ref readonly var token = ref Now;
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
