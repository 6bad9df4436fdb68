using System.Globalization;
using System.Numerics;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Puzzles.Algebra;

/// <summary>
/// Evaluates a calculation of decimals and hexadecimal numbers exactly: <c>+ - * / &lt;&lt; &gt;&gt;</c>, signs, brackets. Shifts
/// bind weakest and round down, as in most languages.
/// </summary>
internal static class Calculation
{
    private const int MaxLength = 20_000;
    private const int MaxDepth = 64;
    private const int MaxShift = 4096;

    /// <summary>The value; null where the text is anything else or divides by zero.</summary>
    /// <param name="text">The calculation.</param>
    /// <param name="round">Applied to the result of every operation; nothing where null.</param>
    public static Rational? Evaluate(string text, Func<Rational, Rational>? round = null)
    {
        if (text.Length > MaxLength)
        {
            return null;
        }

        var parser = new Parser(NumberCharacters.Normalise(text), round ?? (v => v));
        return parser.Shift(0) is { } value && parser.AtEnd() ? value : null;
    }

    private sealed class Parser(string s, Func<Rational, Rational> round)
    {
        private int _at;

        public bool AtEnd()
        {
            Blanks();
            return _at == s.Length;
        }

        // shift = sum (("<<" | ">>") sum)*
        public Rational? Shift(int depth)
        {
            var value = Sum(depth);
            while (value is { } left && Token("<<", ">>") is { } op)
            {
                value = Sum(depth) is { Denominator.IsOne: true } by && left.Denominator.IsOne && by.Numerator >= 0 && by.Numerator <= MaxShift
                    ? new Rational(op == "<<" ? left.Numerator << (int)by.Numerator : left.Numerator >> (int)by.Numerator, 1)
                    : null;
            }

            return value;
        }

        private Rational? Sum(int depth)
        {
            var value = Product(depth);
            while (value is { } left && Token("+", "-") is { } op)
            {
                value = Product(depth) is { } right ? round(op == "+" ? left + right : left - right) : null;
            }

            return value;
        }

        private Rational? Product(int depth)
        {
            var value = Signed(depth);
            while (value is { } left && Token("*", "/", "×", "÷") is { } op)
            {
                value = Signed(depth) is not { } right ? null
                    : op is "*" or "×" ? round(left * right)
                    : right.IsZero ? null
                    : round(left / right);
            }

            return value;
        }

        private Rational? Signed(int depth)
        {
            if (depth > MaxDepth)
            {
                return null;
            }

            if (Token("-", "+") is { } sign)
            {
                var value = Signed(depth + 1);
                return value is { } v && sign == "-" ? -v : value;
            }

            if (Token("(") is not null)
            {
                var value = Shift(depth + 1);
                return value is not null && Token(")") is not null ? value : null;
            }

            return Literal();
        }

        private Rational? Literal()
        {
            Blanks();
            if (s.AsSpan(_at).StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            {
                var hex = Run(_at + 2, char.IsAsciiHexDigit);
                var digits = s[(_at + 2)..hex];
                _at = hex;
                return digits.Length == 0 ? null : new Rational(BigInteger.Parse("0" + digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), 1);
            }

            var end = Run(_at, c => char.IsAsciiDigit(c) || c == '.');
            var text = s.AsSpan(_at, end - _at);
            _at = end;
            return PuzzleText.Number(text);
        }

        private int Run(int from, Func<char, bool> fits)
        {
            while (from < s.Length && fits(s[from]))
            {
                from++;
            }

            return from;
        }

        private string? Token(params ReadOnlySpan<string> tokens)
        {
            Blanks();
            foreach (var token in tokens)
            {
                if (s.AsSpan(_at).StartsWith(token, StringComparison.Ordinal))
                {
                    _at += token.Length;
                    return token;
                }
            }

            return null;
        }

        private void Blanks()
        {
            while (_at < s.Length && char.IsWhiteSpace(s[_at]))
            {
                _at++;
            }
        }
    }
}
