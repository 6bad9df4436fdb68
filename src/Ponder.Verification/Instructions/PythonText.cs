using System.Buffers;
using System.Globalization;
using System.Text;

namespace Ponder.Verification.Instructions;

/// <summary>Texts as Python's string methods see them: the instructions are defined by Python code.</summary>
internal static class PythonText
{
    /// <summary>ASCII punctuation, Python's <c>string.punctuation</c>.</summary>
    public const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private static readonly SearchValues<char> s_punctuation = SearchValues.Create(Punctuation);

    /// <summary>White space: .NET's and the four information separators.</summary>
    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001c' and <= '\u001f';

    /// <summary>Whether nothing but white space is there.</summary>
    public static bool IsBlank(string text) => text.All(IsSpace);

    /// <summary><c>strip()</c>.</summary>
    public static string Strip(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsSpace(text[start]))
        {
            start++;
        }

        while (end > start && IsSpace(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    /// <summary>Whether two texts are one in small letters: not all that have the same capital letters are.</summary>
    public static bool EqualLower(string text, string other)
    {
        var (small, otherSmall) = (text.ToLowerInvariant(), other.ToLowerInvariant());
        return small == otherSmall;
    }

    /// <summary><c>strip(string.punctuation + " ")</c>.</summary>
    public static string StripPunctuation(string text) => TrimEndPunctuation(TrimStartPunctuation(text));

    /// <summary><c>lstrip(string.punctuation + " ")</c>.</summary>
    public static string TrimStartPunctuation(string text)
    {
        var start = 0;
        while (start < text.Length && (text[start] == ' ' || s_punctuation.Contains(text[start])))
        {
            start++;
        }

        return text[start..];
    }

    /// <summary><c>rstrip(string.punctuation + " ")</c>.</summary>
    public static string TrimEndPunctuation(string text)
    {
        var end = text.Length;
        while (end > 0 && (text[end - 1] == ' ' || s_punctuation.Contains(text[end - 1])))
        {
            end--;
        }

        return text[..end];
    }

    /// <summary><c>translate</c> that deletes punctuation.</summary>
    public static string WithoutPunctuation(string text) => string.Concat(text.Where(c => !s_punctuation.Contains(c)));

    /// <summary><c>split()</c>: at runs of white space.</summary>
    public static List<string> Words(string text)
    {
        var words = new List<string>();
        for (var i = 0; i < text.Length; i++)
        {
            var start = i;
            while (i < text.Length && !IsSpace(text[i]))
            {
                i++;
            }

            if (i > start)
            {
                words.Add(text[start..i]);
            }
        }

        return words;
    }

    /// <summary>Number of code points.</summary>
    public static int Length(string text) => text.Length - text.Count(char.IsLowSurrogate);

    /// <summary>Code points; lone surrogates stand for themselves.</summary>
    public static List<int> CodePoints(string text)
    {
        var points = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            points.Add(char.IsSurrogatePair(text, i) ? char.ConvertToUtf32(text[i], text[++i]) : text[i]);
        }

        return points;
    }

    /// <summary><c>isupper()</c>: some letter has case, and all of these are capitals.</summary>
    public static bool IsUpper(string text) => AllCased(text, UnicodeCategory.UppercaseLetter);

    /// <summary><c>islower()</c>: some letter has case, and all of these are small.</summary>
    public static bool IsLower(string text) => AllCased(text, UnicodeCategory.LowercaseLetter);

    /// <summary><c>\w</c>: letters, numbers of any sort, and the low line; no marks.</summary>
    public static bool IsWord(Rune rune) => rune.Value == '_' || IsAlphanumeric(rune);

    /// <summary><c>isalnum()</c> of a character.</summary>
    public static bool IsAlphanumeric(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary>Number of matches of <c>\w+</c>.</summary>
    public static int CountWords(string text)
    {
        var (count, inside) = (0, false);
        foreach (var rune in text.EnumerateRunes())
        {
            var word = IsWord(rune);
            count += word && !inside ? 1 : 0;
            inside = word;
        }

        return count;
    }

    /// <summary><c>count()</c>: occurrences that do not overlap.</summary>
    public static int Count(string text, string part, StringComparison comparison = StringComparison.Ordinal)
    {
        var count = 0;
        for (var at = 0; part.Length > 0 && (at = text.IndexOf(part, at, comparison)) >= 0; at += part.Length)
        {
            count++;
        }

        return count;
    }

    private static bool AllCased(string text, UnicodeCategory wanted)
    {
        var cased = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter)
            {
                if (category != wanted)
                {
                    return false;
                }

                cased = true;
            }
        }

        return cased;
    }
}
