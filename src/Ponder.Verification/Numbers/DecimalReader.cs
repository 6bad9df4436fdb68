using System.Globalization;
using System.Numerics;
using System.Text;
using static Ponder.Verification.Numbers.NumberCharacters;

namespace Ponder.Verification.Numbers;

/// <summary>
/// Reads an unsigned decimal: digits with optional thousands groups, an optional decimal point and an optional
/// exponent.
/// </summary>
/// <remarks>
/// A group is exactly three digits after one to three digits that do not begin with 0; all separators of a number are
/// alike:
/// <c>,</c> <c>{,}</c> <c>,\!</c> <c>\,</c> <c>'</c> or one blank. The comma is never a decimal point. <c>2 100/300</c>
/// is a mixed number. Reading costs time proportional to the characters consumed; values are built only for numbers
/// within the limits below.
/// </remarks>
internal static class DecimalReader
{
    /// <summary>More digits than this are not read as a value.</summary>
    public const int MaxDigits = 1000;

    /// <summary>Powers of ten beyond this are not read as a value.</summary>
    public const int MaxExponent = 1000;

    private static readonly string[] Separators = ["{,}", ",\\!", "\\,", ",", "'", "’", " "];

    private const string Beginnings = "{,\\'’ ";

    /// <summary>Extent and parts of a decimal that begins at <see cref="Start"/>.</summary>
    public readonly record struct Extent(int Start, int End, bool IsInteger, string? Defect);

    /// <summary>Whether a decimal begins at <paramref name="at"/>.</summary>
    public static bool Begins(string s, int at) =>
        at < s.Length && (IsDigit(s[at]) || (s[at] == '.' && at + 1 < s.Length && IsDigit(s[at + 1])));

    /// <summary>Reads the extent; <see cref="Begins"/> must hold.</summary>
    public static Extent Read(string s, int at)
    {
        var i = Digits(s, at);
        if (i - at is >= 1 and <= 3 && s[at] != '0')
        {
            i = Groups(s, i);
        }

        var integer = true;
        if (i < s.Length && s[i] == '.' && i + 1 < s.Length && IsDigit(s[i + 1]))
        {
            integer = false;
            i = Digits(s, i + 1);
            if (i + 1 < s.Length && s[i] == '.' && IsDigit(s[i + 1]))
            {
                while (i + 1 < s.Length && s[i] == '.' && IsDigit(s[i + 1]))
                {
                    i = Digits(s, i + 1);
                }

                return new(at, i, false, "not-a-number");
            }
        }

        var afterExponent = Exponent(s, i);
        return new(at, afterExponent, integer && afterExponent == i, null);
    }

    /// <summary>The value of an extent, or null when it exceeds the limits.</summary>
    public static Rational? Value(string s, Extent extent)
    {
        var digits = new StringBuilder();
        var decimals = 0;
        var point = false;
        var exponent = 0;
        for (var i = extent.Start; i < extent.End; i++)
        {
            var c = s[i];
            if (IsDigit(c))
            {
                digits.Append(c);
                decimals += point ? 1 : 0;
                if (digits.Length > MaxDigits)
                {
                    return null;
                }
            }
            else if (c == '.')
            {
                point = true;
            }
            else if (c is 'e' or 'E')
            {
                if (!int.TryParse(s.AsSpan(i + 1, extent.End - i - 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
                    || exponent is < -MaxExponent or > MaxExponent)
                {
                    return null;
                }

                break;
            }
        }

        var mantissa = BigInteger.Parse(digits.ToString(), NumberStyles.None, CultureInfo.InvariantCulture);
        var power = exponent - decimals;
        return power >= 0 ? new Rational(mantissa * BigInteger.Pow(10, power), 1) : new Rational(mantissa, BigInteger.Pow(10, -power));
    }

    private static int Digits(string s, int at)
    {
        while (at < s.Length && IsDigit(s[at]))
        {
            at++;
        }

        return at;
    }

    private static int Groups(string s, int at)
    {
        if (at >= s.Length || !Beginnings.Contains(s[at], StringComparison.Ordinal))
        {
            return at;
        }

        foreach (var separator in Separators)
        {
            var i = at;
            while (IsGroup(s, i, separator))
            {
                i += separator.Length + 3;
            }

            if (i > at)
            {
                return i;
            }
        }

        return at;
    }

    private static bool IsGroup(string s, int at, string separator)
    {
        var digits = at + separator.Length;
        return string.CompareOrdinal(s, at, separator, 0, separator.Length) == 0
            && digits + 3 <= s.Length && IsDigit(s[digits]) && IsDigit(s[digits + 1]) && IsDigit(s[digits + 2])
            && !(digits + 3 < s.Length && (IsDigit(s[digits + 3]) || (separator == " " && s[digits + 3] == '/')));
    }

    private static int Exponent(string s, int at)
    {
        if (at >= s.Length || s[at] is not ('e' or 'E'))
        {
            return at;
        }

        var i = at + 1;
        if (i < s.Length && s[i] is '+' or '-')
        {
            i++;
        }

        var end = Digits(s, i);
        return end == i || (end < s.Length && IsNameLetter(s[end])) ? at : end;
    }
}
