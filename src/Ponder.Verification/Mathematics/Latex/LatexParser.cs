using System.Runtime.InteropServices;
using Ponder.Verification.Mathematics.Expressions;

namespace Ponder.Verification.Mathematics.Latex;

/// <summary>
/// Pratt parser: tokens of an answer to a typed tree. From weak to strong: lists, relations, set operations, ratios, sums, products
/// (also by juxtaposition), signs, powers and other postfixes, primaries.
/// </summary>
/// <remarks>Never throws for any text except for want of fuel; what is not understood gives null.</remarks>
internal sealed partial class LatexParser
{
    private const int MaxDepth = 300;

    private readonly List<Token> _tokens;
    private readonly Budget _fuel;
    private int _at;
    private int _depth;
    private int _bars;
    private bool _builder;
    private bool _index;

    private LatexParser(List<Token> tokens, Budget fuel) => (_tokens, _fuel) = (tokens, fuel);

    private ref readonly Token Now => ref CollectionsMarshal.AsSpan(_tokens)[_at];

    private ref readonly Token Next => ref CollectionsMarshal.AsSpan(_tokens)[Math.Min(_at + 1, _tokens.Count - 1)];

    /// <summary>Reads a whole answer; null when it is not one expression.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="fuel">The budget.</param>
    /// <param name="groups">Whether a bare comma may part groups of three digits.</param>
    /// <param name="decimalComma">Whether a comma is the decimal mark.</param>
    public static Node? Parse(string text, Budget fuel, bool groups = true, bool decimalComma = false)
    {
        if (LatexTokenizer.Read(text, fuel, groups, decimalComma) is not { } tokens)
        {
            return null;
        }

        var parser = new LatexParser(tokens, fuel);
        parser.SkipLead();
        var node = parser.List();
        while (parser.Now.Kind == TokenKind.Sign && parser.Now.Text is "." or "," or ";" or "$")
        {
            parser._at++;
        }

        return parser.Now.Kind == TokenKind.End ? node : null;
    }

    // "The answer is 2", "approximately 5", "∴ x = 3": words before the first value.
    private void SkipLead()
    {
        while (Now.Kind == TokenKind.Text && Next.Kind != TokenKind.End && LeadWords.Ends(Now.Text))
        {
            _at++;
        }

        var at = _at;
        while (_tokens[at].Kind == TokenKind.Word && at < _at + 12)
        {
            if (LeadWords.Is(_tokens[at].Text) && _tokens[at + 1].Kind != TokenKind.End)
            {
                _at = at + 1;
            }

            at++;
        }

        while ((Now.Kind == TokenKind.Command && Now.Text is "therefore" or "Rightarrow" or "implies" or "to" or "approx" or "simeq" or "sim" or "because") || Now.Is('=') || (Now.Is('~') && Next.Kind == TokenKind.Number))
        {
            _at++;
        }
    }

    private Node? List()
    {
        if (++_depth > MaxDepth)
        {
            return null;
        }

        _fuel.Spend(4);
        List<Node>? items = null;
        var and = false;
        var first = Relation();
        while (first is not null && (Separator(out var word) || RemarkAhead()))
        {
            and |= word == "and";
            if (AtEndOfList())
            {
                break;
            }

            items ??= [first];
            if (Relation() is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        _depth--;
        return items is null ? first : and && items is [QuantityNode larger, QuantityNode smaller] && OneQuantity(larger, smaller) is { } sum ? sum : new ListNode([.. items], and);
    }

    // (k ∈ ℤ)
    private bool RemarkAhead() => Now.Is('(') && Next is { Kind: TokenKind.Word, Text.Length: 1 } && _tokens[Math.Min(_at + 2, _tokens.Count - 1)].IsCommand("in");

    private bool AtEndOfList() => Now.Kind is TokenKind.End || Now.Is(')') || Now.Is(']') || Now.Is('}') || Now.IsCommand("}") || Now.Is('.');

    // Commas, semicolons, "and", "or", in any number.
    private bool Separator(out string? word)
    {
        word = null;
        var start = _at;
        while (true)
        {
            ref readonly var token = ref Now;
            if (token.Is(',') || token.Is(';') || token.IsCommand("&") || token.IsCommand("land") || token.IsCommand("lor") || token.IsCommand("cdots") || token.IsCommand("ldots"))
            {
                _at++;
            }
            else if (token.Kind is TokenKind.Word or TokenKind.Text && SeparatorWord(token.Text) is { } found)
            {
                word = found;
                _at++;
            }
            else
            {
                return _at > start;
            }
        }
    }

    private static string? SeparatorWord(string text) => text.Length == 1 && text[0] < 128 ? null : text.AsSpan().Trim(" ,~\\;") switch
    {
        "and" or "And" or "AND" or "和" or "与" or "且" or "及" => "and",
        "or" or "Or" or "OR" or "或" or "或者" => "or",
        _ => null,
    };

    private Node? Ratio()
    {
        var first = Sum();
        if (first is null || _builder || !IsRatioMark())
        {
            return first;
        }

        var parts = new List<Node> { first };
        var clock = true;
        while (IsRatioMark())
        {
            var at = _at++;
            clock &= !IsTo(_tokens[at]) && Now is { Kind: TokenKind.Number, Text.Length: 2 } && _tokens[_at - 2].Kind == TokenKind.Number;
            var zero = clock && Now.Text[0] == '0';
            if (Sum() is not { } part)
            {
                return null;
            }

            // 0 to 1 is a range.
            if (IsTo(_tokens[at]) && first is NumberNode { Value.IsZero: true })
            {
                return null;
            }

            clock &= zero || parts.Count > 1 || part is QuantityNode;
            parts.Add(part);
        }

        return new RatioNode([.. parts], clock);
    }

    private bool IsRatioMark() => (Now.Is(':') && !Next.Is('=')) || Now.IsCommand("colon") || IsTo(Now);

    private static bool IsTo(in Token token) => token.Kind is TokenKind.Word or TokenKind.Text && token.Text is "to" or "比";

    private Node? Sum()
    {
        if (Term() is not { } first)
        {
            return null;
        }

        List<Node>? terms = null;
        while (true)
        {
            Node? term;
            if (Now.Is('+') || Now.Is('-'))
            {
                var minus = Now.Is('-');
                _at++;
                term = Term() is not { } operand ? null : minus ? Negate(operand) : operand;
            }
            else if (Now.IsCommand("pm") || Now.IsCommand("mp"))
            {
                var minusFirst = Now.IsCommand("mp");
                _at++;
                term = Term() is { } operand ? new PlusMinusNode(operand, minusFirst) : null;
            }
            else
            {
                break;
            }

            if (term is null)
            {
                return null;
            }

            _fuel.Spend();
            terms ??= [first];
            terms.Add(term);
        }

        return terms is null ? first : WithUnit(terms) as Node ?? new SumNode([.. terms]);
    }

    // 3√2 − 3 cm: the unit behind a sum belongs to all of it. Degrees do not: x + 30°.
    private static QuantityNode? WithUnit(List<Node> terms)
    {
        var last = terms[^1] is PlusMinusNode { Operand: QuantityNode either } ? either : terms[^1] as QuantityNode;
        if (last is null or { Unit.Dimension: "angle^1" or "radian^1" })
        {
            return null;
        }

        for (var i = 0; i < terms.Count - 1; i++)
        {
            if (terms[i] is QuantityNode or TextNode or PercentNode || (terms[i] is ProductNode product && Array.Exists(product.Factors, f => f is QuantityNode)))
            {
                return null;
            }
        }

        return new QuantityNode(new SumNode([.. terms[..^1], terms[^1] is PlusMinusNode sign ? new PlusMinusNode(last.Value, sign.MinusFirst) : last.Value]), last.Unit);
    }

    private static Node Negate(Node node) => node switch
    {
        NumberNode n => new NumberNode(-n.Value, n.Decimals, n.Significant),
        QuantityNode q => new QuantityNode(Negate(q.Value), q.Unit),
        PercentNode p => new PercentNode(Negate(p.Value)),
        ProductNode { Factors: [NumberNode n, .. var rest] } => new ProductNode([Negate(n), .. rest]),
        _ => new ProductNode([NumberNode.MinusOne, node]),
    };
}
