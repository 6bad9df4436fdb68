using Ponder.Verification.Mathematics.Expressions;

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
            else if (ScaleAhead() is { } scale)
            {
                (first, factors) = (Scaled(factors is null ? first : new ProductNode([.. factors]), scale), null);
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

        return factors is null ? first : OneAngle(factors) as Node ?? new ProductNode([.. factors]);
    }

    // 37° 30' is one angle.
    private static QuantityNode? OneAngle(List<Node> factors) =>
        factors is [QuantityNode { Unit.Dimension: "angle^1" } degrees, QuantityNode { Unit.Dimension: "angle^1" } minutes] && Algebra.Canonical.Compare(minutes.Unit.Factor, degrees.Unit.Factor) < 0
            ? new QuantityNode(new SumNode([degrees.Value, new ProductNode([minutes.Value, new NumberNode(minutes.Unit.Factor / degrees.Unit.Factor)])]), degrees.Unit)
            : null;

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
        ref readonly var token = ref Now;
        return token.Kind switch
        {
            TokenKind.Number => true,
            TokenKind.Word => SeparatorWord(token.Text) is null && !IsTo(token) && !(token.Text == "U" && _tokens[_at - 1].Is(')')) && !LeadWords.Is(token.Text),
            TokenKind.Command => token.Text switch
            {
                "|" => _bars == 0,
                "{" or "sqrt" or "frac" or "dfrac" or "tfrac" or "cfrac" or "binom" or "dbinom" or "tbinom" or "begin" or "langle" or "lfloor" or "lceil" or "lvert" or "$" => true,
                _ => Commands.IsPrimary(token.Text),
            },
            TokenKind.Sign => token.Text[0] switch
            {
                '(' => !RemarkAhead(),
                '[' or '{' => true,
                '|' => _bars == 0 && !_builder,
                '$' or '€' or '£' or '¥' or '₹' => Next.Kind == TokenKind.Number,
                _ => false,
            },
            _ => false,
        };
    }
}
