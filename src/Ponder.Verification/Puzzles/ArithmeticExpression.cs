using System.Globalization;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Puzzles;

/// <summary>An expression of whole numbers, <c>+ - * /</c> and brackets, evaluated exactly.</summary>
/// <remarks>
/// A parser of its own, not an evaluator of code. <c>×</c> <c>·</c> <c>÷</c> and <c>\times</c> <c>\cdot</c> <c>\div</c>
/// are operators too. There are no signs, no powers, no implicit products and no decimals: anything else is a defect.
/// Length, depth and number of literals are capped.
/// </remarks>
public readonly record struct ArithmeticExpression
{
    /// <summary>Longest text that is read, in UTF-16 units.</summary>
    public const int MaxLength = 512;

    /// <summary>Deepest nesting of brackets.</summary>
    public const int MaxDepth = 32;

    /// <summary>Most literals in one expression.</summary>
    public const int MaxLiterals = 64;

    /// <summary>The exact value; null when <see cref="Defect"/> says why there is none.</summary>
    public Rational? Value { get; private init; }

    /// <summary>The numbers written, in order.</summary>
    public IReadOnlyList<long> Literals { get; private init; }

    /// <summary>
    /// Why there is no value: <c>not-an-expression</c>, <c>too-long</c>, <c>too-deep</c> or <c>division-by-zero</c>; or
    /// null.
    /// </summary>
    public string? Defect { get; private init; }

    /// <summary>Reads and evaluates <paramref name="text"/>.</summary>
    public static ArithmeticExpression Parse(string text)
    {
        if (text.Length > MaxLength)
        {
            return new() { Literals = [], Defect = "too-long" };
        }

        var parser = new Parser(NumberCharacters.Normalise(text)
            .Replace("\\times", "*", StringComparison.Ordinal)
            .Replace("\\cdot", "*", StringComparison.Ordinal)
            .Replace("\\div", "/", StringComparison.Ordinal));
        var value = parser.Sum(0);
        var complete = value is not null && parser.AtEnd();
        return complete
            ? new() { Value = value, Literals = parser.Literals }
            : new() { Literals = parser.Literals, Defect = parser.Defect ?? "not-an-expression" };
    }

    // sum = product (("+" | "-") product)* ; product = atom (("*" | "/") atom)* ; atom = digits | "(" sum ")"
    private sealed class Parser(string s)
    {
        private int _at;

        public List<long> Literals { get; } = [];

        public string? Defect { get; private set; }

        public Rational? Sum(int depth)
        {
            var value = Product(depth);
            while (value is { } left && Operator("+-") is { } op)
            {
                value = Product(depth) is { } right ? op == '+' ? left + right : left - right : null;
            }

            return value;
        }

        public bool AtEnd()
        {
            Blanks();
            return _at == s.Length;
        }

        private Rational? Product(int depth)
        {
            var value = Atom(depth);
            while (value is { } left && Operator("*×·⋅/÷") is { } op)
            {
                if (Atom(depth) is not { } right)
                {
                    return null;
                }

                var divides = op is '/' or '÷';
                if (divides && right.IsZero)
                {
                    Defect ??= "division-by-zero";
                    return null;
                }

                value = divides ? left / right : left * right;
            }

            return value;
        }

        private Rational? Atom(int depth)
        {
            Blanks();
            if (_at < s.Length && s[_at] == '(')
            {
                if (depth == MaxDepth)
                {
                    Defect ??= "too-deep";
                    return null;
                }

                _at++;
                var value = Sum(depth + 1);
                Blanks();
                return value is not null && _at < s.Length && s[_at++] == ')' ? value : null;
            }

            return Literal();
        }

        private Rational? Literal()
        {
            var start = _at;
            while (_at < s.Length && char.IsAsciiDigit(s[_at]))
            {
                _at++;
            }

            if (_at == start || _at - start > 15 || Literals.Count == MaxLiterals)
            {
                return null;
            }

            var value = long.Parse(s.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture);
            Literals.Add(value);
            return Rational.FromInt64(value);
        }

        private char? Operator(string among)
        {
            Blanks();
            return _at < s.Length && among.Contains(s[_at], StringComparison.Ordinal) ? s[_at++] : null;
        }

        private void Blanks()
        {
            while (_at < s.Length && s[_at] == ' ')
            {
                _at++;
            }
        }
    }
}
