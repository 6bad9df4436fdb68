using System.Buffers;
using Ponder.Verification.Extraction;
using static Ponder.Verification.Numbers.NumberCharacters;

namespace Ponder.Verification.Numbers;

/// <summary>Reads a text that is one number and nothing else but its name, its unit and typography.</summary>
public static class NumberText
{
    /// <summary>Texts longer than this, in UTF-16 units, are not read.</summary>
    public const int MaxLength = 2048;

    private static readonly SearchValues<char> Relations = SearchValues.Create(",;<>!:≤≥≠");

    private static readonly string[] Commands =
    [
        "text", "textbf", "textit", "mathrm", "mathbf", "mathit", "rm", "bf", "mbox", "displaystyle", "left", "right",
        "circ", "degree", "quad", "qquad",
    ];

    /// <summary>Words after a number that change what it says.</summary>
    private static readonly HashSet<string> ForbiddenWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "or", "and", "to", "plus", "minus", "times", "over", "squared", "cubed", "hundred", "thousand", "million", "billion", "trillion",
        "dozen", "half", "halves", "quarter", "quarters", "third", "thirds", "percent", "pct", "not", "if", "mod", "e", "i", "pi",
    };

    /// <summary>The exact value of <paramref name="text"/>, or null when it is not one number.</summary>
    /// <param name="text">Any text, for example <c>1,080</c>, <c>x = \frac{3}{4}</c> or <c>15\text{ cm}^2</c>.</param>
    public static Rational? TryParse(string text) => Read(text)?.Value;

    /// <summary>
    /// The only number of a text with its value or its defect, or null when the text is anything else.
    /// </summary>
    internal static NumberToken? Read(string text)
    {
        text = text.Trim();
        if (text.Length > MaxLength)
        {
            return null;
        }

        var s = NumberCharacters.Normalise(text).Trim();
        var equals = s.LastIndexOf('=');
        if (equals >= 0 && !IsLeftSide(s.AsSpan(0, equals)))
        {
            return null;
        }

        s = s[(equals + 1)..].Trim().Trim('$').Trim();
        s = s.StartsWith("- ", StringComparison.Ordinal) ? "-" + s[2..].TrimStart() : s;
        var tail = NumberScanner.ReadTail(s);
        return tail is { Count: 1, Last: { } number } && IsPrefix(s.AsSpan(0, number.Start)) && IsSuffix(s.AsSpan(number.End))
            ? number
            : null;
    }

    // Before "=": a name such as x, f(2) or |AB|, or a calculation without letters. An equation between expressions has
    // no value, and neither has a list of equations or a relation other than "=".
    private static bool IsLeftSide(ReadOnlySpan<char> text) =>
        text.IndexOfAny(Relations) < 0 && text.IndexOf('&') < 0
        && (text.IndexOfAny("+-*/^") < 0 || !text.ContainsAnyInRange('a', 'z') && !text.ContainsAnyInRange('A', 'Z'));

    // Before a number: a currency sign, brackets, spacing.
    private static bool IsPrefix(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == '\\')
            {
                if (Command(text, i) is not { } end)
                {
                    return false;
                }

                i = end;
            }
            else if (char.IsWhiteSpace(text[i]) || IsCurrency(text[i]) || text[i] is '(' or '{' or '}' or '+')
            {
                i++;
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    // After a number: units with exponents, closing brackets, spacing, a final period.
    private static bool IsSuffix(ReadOnlySpan<char> text)
    {
        var i = 0;
        while (i < text.Length)
        {
            var c = text[i];
            if (char.IsLetter(c))
            {
                var start = i;
                while (i < text.Length && (char.IsLetter(text[i]) || text[i] is '\'' or '’'))
                {
                    i++;
                }

                if (ForbiddenWords.Contains(text[start..i].ToString()))
                {
                    return false;
                }
            }
            else if (c == '\\')
            {
                if (Command(text, i) is not { } end)
                {
                    return false;
                }

                i = end;
            }
            else if (c == '/' && i > 0 && i + 1 < text.Length && text[i + 1] != '/')
            {
                i++;
            }
            else if (char.IsWhiteSpace(c) || IsCurrency(c) || IsSuperscriptDigit(c) || char.IsAsciiDigit(c)
                || c is '^' or '{' or '}' or ')' or '.' or '°' or '-' or '~')
            {
                i++;
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private static int? Command(ReadOnlySpan<char> text, int at)
    {
        var i = at + 1;
        while (i < text.Length && char.IsAsciiLetter(text[i]))
        {
            i++;
        }

        if (i == at + 1)
        {
            // The blank of a last "\ " may have been trimmed away.
            return i == text.Length ? i : text[i] is ' ' or ',' or ';' or ':' or '!' or '$' ? i + 1 : null;
        }

        return Commands.AsSpan().Contains(text[(at + 1)..i].ToString()) ? i : null;
    }
}
