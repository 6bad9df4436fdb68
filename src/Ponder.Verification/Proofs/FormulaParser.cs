namespace Ponder.Verification.Proofs;

/// <summary>
/// Reads formulas: capital letters, <c>#</c>, <c>~</c>, <c>&amp;</c>, <c>v</c>, <c>-&gt;</c>, <c>&lt;-&gt;</c> in falling strength,
/// <c>-&gt;</c> to the right and the others to the left, brackets.
/// </summary>
internal static class FormulaParser
{
    // Deeper and longer formulas are not formulas: recursion over the tree must end before the stack does.
    private const int MaxDepth = 200;
    private const int MaxLength = 2000;

    /// <summary>The formula, or null where the text is none.</summary>
    public static Formula? Parse(string text)
    {
        if (text.Length > MaxLength)
        {
            return null;
        }

        var reader = new Reader(text);
        var formula = reader.Equivalence(0);
        return formula is not null && reader.AtEnd ? formula : null;
    }

    private ref struct Reader(string text)
    {
        private int _at;

        public bool AtEnd
        {
            get
            {
                Skip();
                return _at == text.Length;
            }
        }

        public Formula? Equivalence(int depth) => LeftChain(depth, "<->", Connective.Equivalent, 0);

        // Binary signs to the left, from the weakest (level 0) to the strongest (level 2).
        private Formula? LeftChain(int depth, string sign, Connective main, int level)
        {
            var left = Next(depth, level);
            for (var links = 0; left is not null && Take(sign); links++)
            {
                // A chain to the left is as deep as it is long.
                left = links < MaxDepth && Next(depth, level) is { } right ? Formula.Of(main, left, right) : null;
            }

            return left;
        }

        private Formula? Next(int depth, int level) => level switch
        {
            0 => Implication(depth),
            1 => LeftChain(depth, "&", Connective.And, 2),
            _ => Unary(depth),
        };

        private Formula? Implication(int depth)
        {
            if (depth > MaxDepth || LeftChain(depth, "v", Connective.Or, 1) is not { } left)
            {
                return null;
            }

            if (!Take("->"))
            {
                return left;
            }

            return Implication(depth + 1) is { } right ? Formula.Of(Connective.Implies, left, right) : null;
        }

        private Formula? Unary(int depth)
        {
            if (depth > MaxDepth)
            {
                return null;
            }

            if (Take("~"))
            {
                return Unary(depth + 1) is { } inner ? Formula.Not(inner) : null;
            }

            if (Take("("))
            {
                return Equivalence(depth + 1) is { } inner && Take(")") ? inner : null;
            }

            if (Take("#"))
            {
                return Formula.Falsum;
            }

            Skip();
            return _at < text.Length && char.IsAsciiLetterUpper(text[_at]) ? Formula.Letter(text[_at++]) : null;
        }

        private bool Take(string sign)
        {
            Skip();
            if (!text.AsSpan(_at).StartsWith(sign, StringComparison.Ordinal))
            {
                return false;
            }

            _at += sign.Length;
            return true;
        }

        private void Skip()
        {
            while (_at < text.Length && (text[_at] is ' ' or '\t'))
            {
                _at++;
            }
        }
    }
}
