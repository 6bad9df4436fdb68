using static Ponder.Verification.Numbers.NumberCharacters;

namespace Ponder.Verification.Numbers;

/// <content>What makes digits something else than a plain number.</content>
internal static partial class NumberContext
{
    /// <summary>Single letters after a number that are units and not variables.</summary>
    private const string UnitLetters = "mgshlLKNJWVAFtb";

    private static readonly string[] Relations = ["\\neq", "\\ne", "\\lt", "\\gt", "\\leq", "\\geq", "\\le", "\\ge"];

    private static readonly string[] Factors = ["\\pi", "\\sqrt", "\\frac"];

    private static readonly string[] Negations = ["not", "isn't", "isn’t", "never", "不是"];

    /// <summary>The defect that the text before a number gives it, or null.</summary>
    public static string? Left(string s, int start)
    {
        if (start == 0)
        {
            return null;
        }

        var i = start - 1;
        if (s[i] == '√')
        {
            return "not-a-number";
        }

        if (s[i] == '^' || (s[i] == '{' && i > 0 && s[i - 1] == '^'))
        {
            return "part-of-expression";
        }

        while (i >= 0 && s[i] is ' ' or '$' or '{' or '(')
        {
            i--;
        }

        if (i < 0)
        {
            return null;
        }

        if (s[i] is '±' or '∓' || EndsWith(s, i, "\\pm") || EndsWith(s, i, "\\mp"))
        {
            return "several-answers";
        }

        if (s[i] is '<' or '≠' or '≤' or '≥'
            || (s[i] == '>' && !IsMarkup(s, i))
            || (s[i] == '=' && i > 0 && s[i - 1] is '<' or '>' or '!')
            || Array.Exists(Relations, relation => EndsWith(s, i, relation)))
        {
            return "relation";
        }

        if (s[i] is '+' or '-' && IsVariableBefore(s, i))
        {
            return "part-of-expression";
        }

        var negated = Array.Exists(
            Negations, word => EndsWith(s, i, word) && !(i >= word.Length && IsNameLetter(s[i - word.Length])));
        return negated ? "negated" : null;
    }

    /// <summary>The defect that the text after a number gives it, or null.</summary>
    public static string? Right(string s, int start, int end)
    {
        var i = end;
        while (i < s.Length && s[i] == '}')
        {
            i++;
        }

        if (i >= s.Length)
        {
            return null;
        }

        var c = s[i];
        if (c == '_' && i + 1 < s.Length && (IsDigit(s[i + 1]) || s[i + 1] == '{'))
        {
            return "base-numeral";
        }

        if ((c == '^' && !IsDegree(s, i))
            || IsSuperscriptDigit(c)
            || (c == '!' && IsFactorial(s, i, IsGroup(s, start) && i > end)))
        {
            return "part-of-expression";
        }

        var next = c == ' ' && i + 1 < s.Length ? i + 1 : i;
        if (s[next] is 'π' or '√' or '′' or '″' || Array.Exists(Factors, factor => StartsWith(s, next, factor)))
        {
            return "not-a-number";
        }

        if (s[next] is '+' or '-' && IsVariableAfter(s, next, s[next] == '+'))
        {
            return "part-of-expression";
        }

        return IsNameLetter(c) ? RightLetters(s, i) : null;
    }

    /// <summary>
    /// Whether the digits at <paramref name="at"/> belong to a name or to the exponent of a unit, and are no number at
    /// all.
    /// </summary>
    public static bool IsPartOfName(string s, int at)
    {
        if (at == 0 || s[at] == '\\')
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

        // x_{12}
        if (s[i] == '{' && i > 0 && s[i - 1] == '_')
        {
            return true;
        }

        // cm^2, cm^{2}, \text{cm}^2, m^{-1}
        i = s[i] == '-' ? i - 1 : i;
        i = i >= 0 && s[i] == '{' ? i - 1 : i;
        if (i < 1 || s[i] != '^')
        {
            return false;
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

    // "5!" and "\boxed{5}!" end a sentence; "{5}!", "5!$", "(5!)" and "5!)!" do not.
    private static bool IsFactorial(string s, int at, bool grouped) =>
        grouped || (at + 1 < s.Length && s[at + 1] is '$' or ')' or '}' or '!');

    // "{5}" and not "\boxed{5}".
    private static bool IsGroup(string s, int start) =>
        start > 0 && s[start - 1] == '{' && !(start > 1 && IsNameLetter(s[start - 2]));

    // <b>5</b>, arrows, and a quotation mark at the start of a line.
    private static bool IsMarkup(string s, int at)
    {
        if (at > 0 && s[at - 1] is '-' or '=' or '>')
        {
            return true;
        }

        for (var i = at - 1; i >= 0 && i > at - 40 && !char.IsWhiteSpace(s[i]); i--)
        {
            if (s[i] == '<')
            {
                return true;
            }
        }

        var before = at - 1;
        while (before >= 0 && s[before] == ' ')
        {
            before--;
        }

        return before < 0 || s[before] is '\n' or '\r';
    }

    // "C + 5", "x - 5": one letter, or a closing bracket, before the operator.
    private static bool IsVariableBefore(string s, int sign)
    {
        var i = sign - 1;
        while (i >= 0 && s[i] is ' ' or '}' or ')')
        {
            i--;
        }

        return i >= 0 && IsVariable(s[i], s[sign] == '+') && !(i > 0 && IsNameLetter(s[i - 1]));
    }

    // "a", "A" and "I" are words, and a capital before or after a dash is mostly a label: "Team B - 5".
    private static bool IsVariable(char c, bool plus) =>
        IsNameLetter(c) && c is not ('a' or 'A' or 'I') && (plus || char.IsLower(c));

    // "5 + C", "5 - x", "5 + \sqrt{2}".
    private static bool IsVariableAfter(string s, int sign, bool plus)
    {
        var i = sign + 1;
        while (i < s.Length && i < sign + 4 && s[i] is ' ' or '(' or '{')
        {
            i++;
        }

        if (i >= s.Length)
        {
            return false;
        }

        return (plus && s[i] == '\\') || (IsVariable(s[i], plus) && !(i + 1 < s.Length && IsNameLetter(s[i + 1])));
    }

    private static bool IsDegree(string s, int at) =>
        StartsWith(s, at, "^\\circ") || StartsWith(s, at, "^{\\circ}") || StartsWith(s, at, "^°") || StartsWith(s, at, "^o");
}
