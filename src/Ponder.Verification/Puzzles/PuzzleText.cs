using System.Globalization;
using System.Numerics;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Puzzles;

/// <summary>Strict readers of the small formats in which puzzles are answered.</summary>
internal static class PuzzleText
{
    /// <summary>Longest number that is read, in digits.</summary>
    public const int MaxDigits = 4000;

    /// <summary>
    /// A decimal number and nothing else: sign, digits with or without thousands commas, fraction, exponent of up to three
    /// digits. <c>00</c> and <c>07</c> are not numbers.
    /// </summary>
    public static Rational? Number(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length is 0 or > MaxDigits)
        {
            return null;
        }

        var i = text[0] is '-' or '+' or '\u2212' ? 1 : 0;
        var negative = text[0] is '-' or '\u2212';
        var start = i;
        while (i < text.Length && (char.IsAsciiDigit(text[i]) || text[i] == ','))
        {
            i++;
        }

        var whole = text[start..i];
        var fraction = ReadOnlySpan<char>.Empty;
        if (i < text.Length && text[i] == '.')
        {
            start = ++i;
            while (i < text.Length && char.IsAsciiDigit(text[i]))
            {
                i++;
            }

            fraction = text[start..i];
        }

        var exponent = 0;
        if (i < text.Length && text[i] is 'e' or 'E')
        {
            var power = text[(i + 1)..];
            if (power.Length is 0 or > 4 || !int.TryParse(power, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            {
                return null;
            }

            i = text.Length;
        }

        if (i != text.Length || whole.Length + fraction.Length == 0 || !Thousands(whole) || whole is ['0', _, ..])
        {
            return null;
        }

        var digits = string.Concat(whole.ToString().Replace(",", "", StringComparison.Ordinal), fraction);
        var value = BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        var scale = exponent - fraction.Length;
        var signed = negative ? -value : value;
        return scale >= 0 ? new Rational(signed * BigInteger.Pow(10, scale), 1) : new Rational(signed, BigInteger.Pow(10, -scale));
    }

    /// <summary>A whole number and nothing else.</summary>
    public static int? Int(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    /// <summary>A whole number and nothing else, without zeros in front.</summary>
    public static int? Plain(ReadOnlySpan<char> text) => text.TrimStart('-') is ['0', _, ..] ? null : Int(text);

    /// <summary>
    /// Whether a number is a value rounded to the decimals that are written; missing ones count as zeros, and more than the most are
    /// not what was asked for.
    /// </summary>
    public static bool Rounds(string text, double value, int fewest, int most)
    {
        if (Number(text) is not { } number)
        {
            return false;
        }

        var trimmed = text.Trim();
        var point = trimmed.IndexOf('.');
        var digits = Math.Max(fewest, point < 0 ? 0 : trimmed.TrimEnd('0').Length - point - 1);
        var got = (double)(number.Numerator * 1_000_000_000_000 / number.Denominator) / 1e12;
        return digits <= most && Math.Abs(got - value) <= (0.5 * Math.Pow(10, -digits)) + (1e-12 * Math.Max(1, Math.Abs(value)));
    }

    /// <summary>A list of whole numbers parted by the characters; null where anything else is in it.</summary>
    public static int[]? Ints(string text, params ReadOnlySpan<char> separators)
    {
        var parts = text.Split(separators.ToArray(), StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var numbers = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (Plain(parts[i]) is not { } number)
            {
                return null;
            }

            numbers[i] = number;
        }

        return numbers;
    }

    /// <summary>The lines that are not blank, trimmed at the right.</summary>
    public static string[] Lines(string text) =>
        [.. text.Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0)];

    /// <summary>Words of a text, parted by white space.</summary>
    public static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static bool Thousands(ReadOnlySpan<char> whole)
    {
        var comma = whole.IndexOf(',');
        if (comma < 0)
        {
            return true;
        }

        if (comma is 0 or > 3)
        {
            return false;
        }

        for (var i = comma; i < whole.Length; i += 4)
        {
            if (i + 4 > whole.Length || whole[i] != ',' || whole.Slice(i + 1, 3).Contains(','))
            {
                return false;
            }
        }

        return true;
    }
}
