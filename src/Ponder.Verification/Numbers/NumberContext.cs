using static Ponder.Verification.Numbers.NumberCharacters;

namespace Ponder.Verification.Numbers;

/// <summary>What stands directly beside a number: its sign, and what makes it something else than a number.</summary>
internal static class NumberContext
{
    /// <summary>Single letters after a number that are units and not variables.</summary>
    private const string UnitLetters = "mgshlLKNJWVAFtb";

    /// <summary>Start of the number with its sign and currency sign, and whether it is negative.</summary>
    /// <remarks>
    /// A minus is a sign when it touches the number (or its currency sign) and neither a letter, a digit, a closing bracket nor another minus
    /// stands directly before it. With one blank between minus and number it is a sign only after <c>=</c>, <c>(</c>, <c>{</c> or <c>$</c>:
    /// elsewhere it is a bullet or a subtraction.
    /// </remarks>
    public static (int Start, bool Negative) Sign(string s, int at)
    {
        var start = Currency(s, at);
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

    /// <summary>The defect that the text before a number gives it, or null.</summary>
    public static string? Left(string s, int start)
    {
        if (start == 0)
        {
            return null;
        }

        var i = start - 1;
        if (s[i] is '√' or '±' or '∓')
        {
            return s[i] == '√' ? "not-a-number" : "several-answers";
        }

        if (s[i] == '{')
        {
            i--;
        }

        if (i >= 0 && s[i] == '^')
        {
            return "part-of-expression";
        }

        while (i >= 0 && s[i] == ' ')
        {
            i--;
        }

        return EndsWith(s, i, "\\pm") || EndsWith(s, i, "\\mp") ? "several-answers" : null;
    }

    /// <summary>The defect that the text after a number gives it, or null.</summary>
    public static string? Right(string s, int end)
    {
        if (end >= s.Length)
        {
            return null;
        }

        var c = s[end];
        if (c == '_' && end + 1 < s.Length && (IsDigit(s[end + 1]) || s[end + 1] == '{'))
        {
            return "base-numeral";
        }

        if (c == '^' && !IsDegree(s, end) || IsSuperscriptDigit(c))
        {
            return "part-of-expression";
        }

        var next = c == ' ' && end + 1 < s.Length ? end + 1 : end;
        if (s[next] is 'π' or '√' || StartsWith(s, next, "\\pi") || StartsWith(s, next, "\\sqrt") || StartsWith(s, next, "\\frac"))
        {
            return "not-a-number";
        }

        return IsNameLetter(c) ? RightLetters(s, end) : null;
    }

    /// <summary>Whether the digits at <paramref name="at"/> belong to a name or to the exponent of a unit, and are no number at all.</summary>
    public static bool IsPartOfName(string s, int at)
    {
        if (at == 0)
        {
            return false;
        }

        var i = at - 1;
        if (IsNameLetter(s[i]) || s[i] == '_')
        {
            return true;
        }

        // GPT-4, A-5
        if (s[i] == '-' && i > 0 && IsNameLetter(s[i - 1]))
        {
            return true;
        }

        // cm^2, cm^{2}, \text{cm}^2, m^{-1}
        i = s[i] == '-' ? i - 1 : i;
        i = i >= 0 && s[i] == '{' ? i - 1 : i;
        if (i < 1 || s[i] != '^')
        {
            return s[at - 1] == '{' && i >= 0 && s[i] == '_';
        }

        i--;
        return IsNameLetter(s[i]) || (s[i] == '}' && i > 0 && IsNameLetter(s[i - 1]));
    }

    private static string? RightLetters(string s, int end)
    {
        var i = end;
        while (i < s.Length && i < end + 4 && IsNameLetter(s[i]))
        {
            i++;
        }

        if (i < s.Length && IsDigit(s[i]))
        {
            return "not-a-number";
        }

        var single = i == end + 1;
        return single && !UnitLetters.Contains(s[end], StringComparison.Ordinal) ? "not-a-number" : null;
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

    private static bool IsDegree(string s, int at) =>
        StartsWith(s, at, "^\\circ") || StartsWith(s, at, "^{\\circ}") || StartsWith(s, at, "^°") || StartsWith(s, at, "^o");

    private static bool StartsWith(string s, int at, string word) => string.CompareOrdinal(s, at, word, 0, word.Length) == 0;

    private static bool EndsWith(string s, int last, string word) =>
        last + 1 >= word.Length && StartsWith(s, last + 1 - word.Length, word);
}
