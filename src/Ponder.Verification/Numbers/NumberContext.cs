using static Ponder.Verification.Numbers.NumberCharacters;

namespace Ponder.Verification.Numbers;

/// <summary>What stands directly beside a number: its sign, and what makes it something else than a number.</summary>
internal static partial class NumberContext
{
    /// <summary>Start of the number with its sign and currency sign, and whether it is negative.</summary>
    /// <remarks>
    /// A minus is a sign when it touches the number (or its currency sign) and neither a letter, a digit, a closing
    /// bracket nor another minus stands directly before it. With one blank between minus and number it is a sign only
    /// after <c>=</c>, <c>(</c>, <c>{</c> or <c>$</c>: elsewhere it is a bullet or a subtraction.
    /// </remarks>
    public static (int Start, bool Negative) Sign(string s, int at)
    {
        var start = Currency(s, at);
        if (start > 2 && s[start - 3] == '-' && s[start - 2] == '\\' && s[start - 1] is '!' or ',')
        {
            return IsOperand(s, start - 4) ? (start, false) : (start - 3, true);
        }

        if (start > 0 && s[start - 1] is '-' or '+')
        {
            var sign = start - 1;
            return IsOperand(s, sign - 1) ? (start, false) : (Currency(s, sign), s[sign] == '-');
        }

        if (start > 1 && s[start - 1] == ' ' && s[start - 2] == '-')
        {
            var before = start - 3;
            while (before >= 0 && s[before] == ' ')
            {
                before--;
            }

            if (before >= 0 && s[before] is '=' or '(' or '{' or '$')
            {
                return (start - 2, true);
            }
        }

        return (start, false);
    }

    private static int Currency(string s, int at)
    {
        if (at == 0 || !IsCurrency(s[at - 1]))
        {
            return at;
        }

        return at > 1 && s[at - 2] == '\\' ? at - 2 : at - 1;
    }

    private static bool IsOperand(string s, int at) =>
        at >= 0 && (IsDigit(s[at]) || IsNameLetter(s[at]) || s[at] is ')' or ']' or '}' or '%' or '.' or '-' or '+');

    private static bool StartsWith(string s, int at, string word) => string.CompareOrdinal(s, at, word, 0, word.Length) == 0;

    private static bool EndsWith(string s, int last, string word) =>
        last + 1 >= word.Length && StartsWith(s, last + 1 - word.Length, word);
}
