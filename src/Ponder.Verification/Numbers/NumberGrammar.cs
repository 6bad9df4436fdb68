using System.Numerics;
using static Ponder.Verification.Numbers.NumberCharacters;

namespace Ponder.Verification.Numbers;

/// <summary>
/// Reads one number of a normalised text: sign, currency sign, decimal, fraction (<c>3/4</c>, <c>\frac{3}{4}</c>, <c>3
/// \over 4</c>, ½), mixed number, scale word (thousand, million …) and percent sign.
/// </summary>
/// <remarks>
/// What surrounds the number decides whether it is one: digits of a name (<c>x2</c>, <c>GPT-4</c>) are none, and digits
/// that are an exponent, a base numeral, a coefficient or a multiple of a root or of π are a number with a defect,
/// which never equals anything.
/// </remarks>
internal static class NumberGrammar
{
    private static readonly string[] PercentWords = ["\\%", "%", "percent", "per cent", "pct"];

    private static readonly string[] DivisionSigns = ["/", "÷", "\\div ", "\\div", "\\over "];

    private static readonly string[] TextCommands = ["\\text{", "\\mathrm{", "\\mbox{", "\\textrm{"];

    private static readonly (string Word, int Power)[] Scales =
        [("hundred", 2), ("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)];

    /// <summary>Whether a number may begin at <paramref name="at"/>.</summary>
    public static bool Begins(string s, int at) =>
        IsDigit(s[at]) || Fraction(s[at]) is not null || s[at] == '\\'
        || (s[at] == '.' && DecimalReader.Begins(s, at) && !Joins(s, at));

    /// <summary>Reads the number at <paramref name="at"/>; null when none begins there.</summary>
    /// <param name="s">Normalised text.</param>
    /// <param name="at">Index of the first digit, point, fraction character or backslash.</param>
    /// <param name="build">Whether value, sign and defects are found; else only where the number ends.</param>
    public static NumberToken? Read(string s, int at, bool build)
    {
        if (Magnitude(s, at, build) is not { } body)
        {
            return null;
        }

        var (end, power) = Scale(s, body.End);
        (end, var percent) = Percent(s, end);
        if (!build)
        {
            return new(at, end, null, null);
        }

        var (start, negative) = NumberContext.Sign(s, at);
        var defect = body.Defect ?? NumberContext.Left(s, start) ?? NumberContext.Right(s, start, end);
        var value = defect is null ? body.Value : null;
        if (value is { } magnitude)
        {
            value = (negative ? -magnitude : magnitude) * new Rational(BigInteger.Pow(10, power), percent ? 100 : 1);
        }

        return new(start, end, value, defect);
    }

    private static bool Joins(string s, int point) =>
        point > 0 && (s[point - 1] is '.' or ')' or ']' or '}' || char.IsLetterOrDigit(s[point - 1]));

    private static NumberToken? Magnitude(string s, int at, bool build)
    {
        if (Fraction(s[at]) is { } glyph)
        {
            return Glyph(at, glyph, build);
        }

        if (s[at] == '\\')
        {
            return LatexFraction.Read(s, at, build);
        }

        var whole = DecimalReader.Read(s, at);
        var token = Build(s, whole, build);
        if (whole.IsInteger && Mixed(s, token, build) is { } mixed)
        {
            return mixed;
        }

        return Slash(s, token, build);
    }

    private static NumberToken Glyph(int at, (int Numerator, int Denominator) glyph, bool build) =>
        new(at, at + 1, build ? new Rational(glyph.Numerator, glyph.Denominator) : null, null);

    private static NumberToken Build(string s, DecimalReader.Extent extent, bool build)
    {
        if (extent.Defect is not null || !build)
        {
            return new(extent.Start, extent.End, null, extent.Defect);
        }

        var value = DecimalReader.Value(s, extent);
        return new(extent.Start, extent.End, value, value is null ? "number-too-long" : null);
    }

    // 1½, 1 3/4, 1\frac{3}{4}: a whole number followed by a proper fraction.
    private static NumberToken? Mixed(string s, NumberToken whole, bool build)
    {
        var at = whole.End;
        if (at < s.Length && Fraction(s[at]) is { } glyph)
        {
            return Sum(whole, Glyph(at, glyph, build));
        }

        var next = at < s.Length && s[at] == ' ' ? at + 1 : at;
        if (next >= s.Length)
        {
            return null;
        }

        if (s[next] == '\\')
        {
            return LatexFraction.Read(s, next, build) is { Defect: null } fraction && (!build || IsProper(fraction.Value))
                ? Sum(whole, fraction)
                : null;
        }

        if (next == at || !IsDigit(s[next]) || DecimalReader.Read(s, next) is not { IsInteger: true } numerator
            || numerator.End >= s.Length || s[numerator.End] != '/')
        {
            return null;
        }

        var proper = Slash(s, Build(s, numerator, true), true);
        return proper is { Defect: null } && IsProper(proper.Value) ? Sum(whole, proper) : null;
    }

    private static bool IsProper(Rational? value) => value is { } v && v.Numerator.Sign > 0 && v.Numerator < v.Denominator;

    private static NumberToken Sum(NumberToken whole, NumberToken part) =>
        new(whole.Start, part.End, whole.Value is { } a && part.Value is { } b ? a + b : null, whole.Defect ?? part.Defect);

    private static NumberToken Slash(string s, NumberToken numerator, bool build)
    {
        if (Divisor(s, numerator.End) is not { } at)
        {
            return numerator;
        }

        var extent = DecimalReader.Read(s, at);
        if (Divisor(s, extent.End) is not null)
        {
            var end = extent.End;
            while (Divisor(s, end) is { } next)
            {
                end = DecimalReader.Read(s, next).End;
            }

            return new(numerator.Start, end, null, "not-a-number");
        }

        return Divide(numerator, Build(s, extent, build));
    }

    internal static NumberToken Divide(NumberToken numerator, NumberToken denominator)
    {
        var defect = numerator.Defect ?? denominator.Defect;
        if (denominator.Value is { IsZero: true })
        {
            defect ??= "zero-denominator";
        }

        var value = defect is null && numerator.Value is { } a && denominator.Value is { } b ? a / b : (Rational?)null;
        return new(numerator.Start, denominator.End, value, defect);
    }

    // Index of the number after a division sign (one blank allowed on both sides), or null.
    private static int? Divisor(string s, int at)
    {
        var i = Blank(s, at);
        if (i >= s.Length || s[i] is not ('/' or '÷' or '\\'))
        {
            return null;
        }

        foreach (var sign in DivisionSigns)
        {
            if (string.CompareOrdinal(s, i, sign, 0, sign.Length) == 0)
            {
                var next = Blank(s, i + sign.Length);
                return DecimalReader.Begins(s, next) ? next : null;
            }
        }

        return null;
    }

    private static int Blank(string s, int at) => at < s.Length && s[at] == ' ' ? at + 1 : at;

    private static (int End, int Power) Scale(string s, int at)
    {
        var (next, close) = Unit(s, at);
        if (next > at && next < s.Length && IsNameLetter(s[next]))
        {
            foreach (var (word, power) in Scales)
            {
                if (Word(s, next, word) && Closed(s, next + word.Length, close) is { } end)
                {
                    return (end, power);
                }
            }
        }

        return (at, 0);
    }

    private static (int End, bool Found) Percent(string s, int at)
    {
        var (next, close) = Unit(s, at);
        if (next < s.Length && s[next] is '%' or '\\' or 'p' or 'P')
        {
            foreach (var word in PercentWords)
            {
                if (Word(s, next, word) && Closed(s, next + word.Length, close) is { } end)
                {
                    return (end, true);
                }
            }
        }

        return (at, false);
    }

    // Where a word after a number begins, behind one blank or inside \text{…}; and whether a brace must close it.
    private static (int Start, bool Close) Unit(string s, int at)
    {
        var i = Blank(s, at);
        if (i < s.Length && s[i] == '\\')
        {
            foreach (var command in TextCommands)
            {
                if (string.CompareOrdinal(s, i, command, 0, command.Length) == 0)
                {
                    return (Blank(s, i + command.Length), true);
                }
            }
        }

        return (i, false);
    }

    private static int? Closed(string s, int end, bool close)
    {
        if (!close)
        {
            return end;
        }

        end = Blank(s, end);
        return end < s.Length && s[end] == '}' ? end + 1 : null;
    }

    private static bool Word(string s, int at, string word)
    {
        var end = at + word.Length;
        return end <= s.Length && string.Compare(s, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
            && !(char.IsAsciiLetter(word[^1]) && end < s.Length && IsNameLetter(s[end]));
    }
}
