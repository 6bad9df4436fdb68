using System.Globalization;
using System.Numerics;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Latex;

/// <summary>Reads numerals: grouped digits, decimals, repeating decimals, scientific notation.</summary>
internal static class NumeralReader
{
    /// <summary>Longest numeral that becomes a number; longer ones are compared as text.</summary>
    public const int MaxDigits = 12_000;

    private static readonly string[] RepeatCommands = ["\\overline{", "\\bar{", "\\dot{", "\\overline ", "\\bar "];

    /// <summary>Whether a numeral starts at <paramref name="at"/>.</summary>
    public static bool Starts(string text, int at) =>
        char.IsAsciiDigit(text[at]) || (text[at] == '.' && at + 1 < text.Length && (char.IsAsciiDigit(text[at + 1]) || Repeats(text, at + 1) > 0));

    /// <summary>Reads the numeral at <paramref name="at"/>.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="at">Where it starts; moved behind it.</param>
    /// <param name="groups">Whether a bare comma may part groups of three digits.</param>
    /// <param name="decimalComma">Whether a comma is the decimal mark.</param>
    /// <returns>The token, or null when the numeral is too long.</returns>
    public static Token? Read(string text, ref int at, bool groups, bool decimalComma)
    {
        if (!decimalComma && Plain(text, ref at) is { } plain)
        {
            return plain;
        }

        var digits = new List<char>();
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            digits.Add(text[at++]);
        }

        if (digits.Count is > 0 and <= 3 && !(digits.Count > 1 && digits[0] == '0') && !decimalComma)
        {
            while (Group(text, at, groups) is > 0 and var next)
            {
                digits.AddRange(text.AsSpan(next, 3));
                at = next + 3;
            }
        }

        var whole = digits.Count;
        var mark = at < text.Length && (text[at] == '.' || (decimalComma && text[at] == ','));
        if (mark && at + 1 < text.Length && (char.IsAsciiDigit(text[at + 1]) || Repeats(text, at + 1) > 0))
        {
            at++;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                digits.Add(text[at++]);
            }

            // 0.333\,333: thin spaces inside decimals.
            while (at + 4 < text.Length && text[at] == '\\' && text[at + 1] == ',' && char.IsAsciiDigit(text[at + 2]))
            {
                at += 2;
                while (at < text.Length && char.IsAsciiDigit(text[at]))
                {
                    digits.Add(text[at++]);
                }
            }
        }

        if (digits.Count > MaxDigits)
        {
            return null;
        }

        var fraction = digits.Count - whole;
        var hasPoint = mark && (fraction > 0 || Repeats(text, at) > 0) && at > start + 1;
        var mantissa = digits.Count == 0 ? BigInteger.Zero : BigInteger.Parse(new string([.. digits]), NumberStyles.None, CultureInfo.InvariantCulture);
        var value = fraction == 0 ? new Rational(mantissa, 1) : new Rational(mantissa, BigInteger.Pow(10, fraction));
        if (hasPoint && Repeats(text, at) is > 0 and var open)
        {
            var end = open;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            if (end == open || end - open > 200)
            {
                return null;
            }

            var block = BigInteger.Parse(text.AsSpan(open, end - open), NumberStyles.None, CultureInfo.InvariantCulture);
            value += new Rational(block, BigInteger.Pow(10, fraction) * (BigInteger.Pow(10, end - open) - 1));
            at = end < text.Length && text[end] == '}' ? end + 1 : end;
            return new Token(TokenKind.Number, text[start..at]) { Value = value };
        }

        value = Scientific(text, ref at, value, hasPoint);
        var significant = new string([.. digits]).TrimStart('0').Length;
        return new Token(TokenKind.Number, text[start..at]) { Value = value, Decimals = hasPoint ? fraction : null, Significant = hasPoint ? significant : 0 };
    }

    // Digits, perhaps with a point, that no grouping, repetition or power of ten can follow: nearly all numerals, read without a copy.
    private static Token? Plain(string text, ref int at)
    {
        const int most = 17;
        var (end, point) = (at, -1);
        long mantissa = 0, scale = 1;
        for (; end < text.Length && end - at <= most; end++)
        {
            var c = text[end];
            if (char.IsAsciiDigit(c))
            {
                mantissa = (mantissa * 10) + (c - '0');
                scale *= point < 0 ? 1 : 10;
            }
            else if (c == '.' && point < 0 && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))
            {
                point = end;
            }
            else
            {
                break;
            }
        }

        if (end - at > most || (end < text.Length && text[end] is ',' or '.' or '{' or '\\' or ' ' or '~' or 'e' or 'E' or '\u2009' or '\u202F' && !(text[end] == '.' && end + 1 == text.Length)))
        {
            return null;
        }

        var start = at;
        at = end;
        var numeral = text.AsSpan(start, end - start);
        return point < 0
            ? new Token(TokenKind.Number, CommonTexts.Of(numeral)) { Value = mantissa }
            : new Token(TokenKind.Number, numeral.ToString())
            {
                Value = new Rational(mantissa, scale), Decimals = end - point - 1, Significant = mantissa == 0 ? 0 : Digits(mantissa),
            };
    }

    private static int Digits(long number)
    {
        var digits = 0;
        for (; number > 0; number /= 10)
        {
            digits++;
        }

        return digits;
    }

    // Index of the first digit of the next group of three, or 0.
    private static int Group(string text, int at, bool groups)
    {
        var next = at;
        var (comma, thin, blank) = (false, false, false);
        var mark = text.AsSpan(at).TrimStart(' ');
        if (mark.StartsWith("{,}") || mark.StartsWith("{, }"))
        {
            (comma, thin, next) = (true, true, text.Length - mark.Length + mark.IndexOf('}') + 1);
        }
        else if (next < text.Length && text[next] == ',')
        {
            (comma, next) = (true, next + 1);
        }

        while (next < text.Length)
        {
            if (text[next] == '\\' && next + 1 < text.Length && text[next + 1] is '!' or ',')
            {
                (thin, next) = (true, next + 2);
            }
            else if (text[next] is '~' or '\u2009' or '\u202F')
            {
                (thin, next) = (true, next + 1);
            }
            else if (text[next] == ' ' && !blank)
            {
                (blank, next) = (true, next + 1);
            }
            else
            {
                break;
            }
        }

        var allowed = (comma, thin, blank) switch
        {
            (_, true, _) => true,
            (true, false, false) => groups,
            (false, false, true) => groups,
            _ => false,
        };
        if (!allowed || next + 3 > text.Length)
        {
            return 0;
        }

        for (var i = 0; i < 3; i++)
        {
            if (!char.IsAsciiDigit(text[next + i]))
            {
                return 0;
            }
        }

        var after = next + 3;
        if (after < text.Length && (char.IsAsciiDigit(text[after]) || (blank && !comma && !thin && text[after] == '/')))
        {
            return 0;
        }

        return next;
    }

    private static int Repeats(string text, int at)
    {
        foreach (var command in RepeatCommands)
        {
            if (string.CompareOrdinal(text, at, command, 0, command.Length) == 0)
            {
                return at + command.Length;
            }
        }

        return 0;
    }

    // 1e10, 6.02E23, 1.5e-3; "2e-1" without a point is 2e − 1.
    private static Rational Scientific(string text, ref int at, Rational value, bool hasPoint)
    {
        if (at + 1 >= text.Length || text[at] is not ('e' or 'E'))
        {
            return value;
        }

        var digits = at + 1;
        var negative = text[digits] == '-';
        if (negative || text[digits] == '+')
        {
            if (!hasPoint && text[at] == 'e')
            {
                return value;
            }

            digits++;
        }

        var end = digits;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        if (end == digits || end - digits > 4 || (end < text.Length && char.IsAsciiLetter(text[end])))
        {
            return value;
        }

        var power = BigInteger.Pow(10, int.Parse(text.AsSpan(digits, end - digits), NumberStyles.None, CultureInfo.InvariantCulture));
        at = end;
        return negative ? value / new Rational(power, 1) : value * new Rational(power, 1);
    }
}
