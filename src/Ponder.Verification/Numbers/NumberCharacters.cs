namespace Ponder.Verification.Numbers;

/// <summary>Maps the many ways of writing digits, signs and blanks to ASCII before numbers are read.</summary>
internal static class NumberCharacters
{
    // Column by column: the character, its numerator, its denominator (X is ten).
    private const string Fractions = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒";
    private const string Numerators = "112131234151135711";
    private const string Denominators = "23344555566788889X";

    /// <summary>
    /// Full-width digits and signs become ASCII, the Unicode minus and hyphens become <c>-</c>, the fraction and
    /// division slash become
    /// <c>/</c>, typographic blanks become blanks; zero-width and direction marks disappear. Everything else, lone
    /// surrogates included, stays.
    /// </summary>
    public static string Normalise(string text)
    {
        var first = FirstNonAscii(text);
        if (first < 0)
        {
            return text;
        }

        var result = new char[text.Length];
        text.AsSpan(0, first).CopyTo(result);
        var length = first;
        foreach (var c in text.AsSpan(first))
        {
            if (!IsInvisible(c))
            {
                result[length++] = Map(c);
            }
        }

        return new string(result, 0, length);
    }

    public static bool IsDigit(char c) => char.IsAsciiDigit(c);

    /// <summary>
    /// Letters that make a digit beside them part of a name: Latin, Greek, Cyrillic, Armenian; not Han or Kana, which
    /// need no blank.
    /// </summary>
    public static bool IsNameLetter(char c) =>
        char.IsAsciiLetter(c) || (c is >= '\u00c0' and <= '\u058f' && char.IsLetter(c));

    public static bool IsCurrency(char c) => c is '$' or '€' or '£' or '¥' or '₹' or '₩' or '₽';

    public static bool IsSuperscriptDigit(char c) =>
        c is '\u00b2' or '\u00b3' or '\u00b9' or '\u2070' or (>= '\u2074' and <= '\u2079');

    /// <summary>Numerator and denominator of ½ and its like, or null.</summary>
    public static (int Numerator, int Denominator)? Fraction(char c)
    {
        var index = c < 128 ? -1 : Fractions.IndexOf(c, StringComparison.Ordinal);
        return index < 0 ? null : (Numerators[index] - '0', Denominators[index] == 'X' ? 10 : Denominators[index] - '0');
    }

    private static int FirstNonAscii(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] >= 128)
            {
                return i;
            }
        }

        return -1;
    }

    private static char Map(char c) => c switch
    {
        >= '\uff10' and <= '\uff19' => (char)('0' + (c - '\uff10')),
        '\uff0c' => ',',
        '\uff0e' => '.',
        '\uff05' => '%',
        '\uff0b' => '+',
        '\uff1d' => '=',
        '\uff04' => '$',
        '\uff0f' or '\u2044' or '\u2215' => '/',
        '\uff0d' or '\u2212' or '\ufe63' or (>= '\u2010' and <= '\u2013') => '-',
        '\u00a0' or (>= '\u2000' and <= '\u200a') or '\u202f' or '\u205f' or '\u3000' => ' ',
        _ => c,
    };

    private static bool IsInvisible(char c) =>
        c is '\u00ad' or '\ufeff' or (>= '\u200b' and <= '\u200f') or (>= '\u202a' and <= '\u202e')
            or (>= '\u2060' and <= '\u2069');
}
