namespace Ponder.Verification.Puzzles.Logic;

/// <summary>A formula of propositional logic over single letters: <c>¬ ∧ ∨ → ↔</c> or <c>~ &amp; | -&gt; &lt;-&gt;</c>.</summary>
/// <remarks>Strength falls in that order; <c>→</c> groups to the right, the others to the left. Length and depth are capped.</remarks>
internal sealed class Formula
{
    private const int MaxLength = 4000;
    private const int MaxDepth = 64;

    private readonly Func<ulong, bool> _value;

    private Formula(Func<ulong, bool> value, ulong variables)
    {
        _value = value;
        Variables = variables;
    }

    /// <summary>The letters that occur, as bits from A (0) to Z (25) and a (26) to z (51).</summary>
    public ulong Variables { get; }

    /// <summary>Reads a formula; null where the text is anything else.</summary>
    public static Formula? Read(string text)
    {
        if (text.Length > MaxLength)
        {
            return null;
        }

        var reader = new Reader(Canonical(text));
        return reader.Level(0, 0) is { } formula && reader.AtEnd ? formula : null;
    }

    /// <summary>The value where the letters of the bits are true.</summary>
    public bool IsTrue(ulong letters) => _value(letters);

    /// <summary>All assignments of the letters of some bits.</summary>
    public static IEnumerable<ulong> Assignments(ulong variables)
    {
        var subset = 0UL;
        do
        {
            yield return subset;
            subset = (subset - variables) & variables;
        }
        while (subset != 0);
    }

    /// <summary>The text without blanks, in the short signs.</summary>
    public static string Canonical(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)))
        .Replace("<->", "↔", StringComparison.Ordinal).Replace("->", "→", StringComparison.Ordinal)
        .Replace('~', '¬').Replace('!', '¬').Replace('&', '∧').Replace('|', '∨');

    private sealed class Reader(string s)
    {
        private const string Operators = "↔→∨∧";

        private int _at;

        public bool AtEnd => _at == s.Length;

        public Formula? Level(int level, int depth)
        {
            if (depth > MaxDepth)
            {
                return null;
            }

            if (level == Operators.Length)
            {
                return Unary(depth);
            }

            var left = Level(level + 1, depth);
            var op = Operators[level];
            while (left is not null && _at < s.Length && s[_at] == op)
            {
                _at++;
                var right = Level(op == '→' ? level : level + 1, depth + 1);
                left = right is null ? null : Combine(op, left, right);
            }

            return left;
        }

        private Formula? Unary(int depth)
        {
            if (_at >= s.Length || depth > MaxDepth)
            {
                return null;
            }

            var c = s[_at++];
            if (c == '¬')
            {
                return Unary(depth + 1) is { } inner ? new Formula(a => !inner._value(a), inner.Variables) : null;
            }

            if (c == '(')
            {
                return Level(0, depth + 1) is { } inner && _at < s.Length && s[_at++] == ')' ? inner : null;
            }

            if (!char.IsAsciiLetter(c))
            {
                return null;
            }

            var bit = 1UL << (char.IsAsciiLetterUpper(c) ? c - 'A' : c - 'a' + 26);
            return new Formula(a => (a & bit) != 0, bit);
        }

        private static Formula Combine(char op, Formula a, Formula b)
        {
            var (x, y) = (a._value, b._value);
            Func<ulong, bool> value = op switch
            {
                '∧' => v => x(v) && y(v),
                '∨' => v => x(v) || y(v),
                '→' => v => !x(v) || y(v),
                _ => v => x(v) == y(v),
            };
            return new Formula(value, a.Variables | b.Variables);
        }
    }
}
