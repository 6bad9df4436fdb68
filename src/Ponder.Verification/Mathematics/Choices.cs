namespace Ponder.Verification.Mathematics;

/// <summary>Letters of multiple-choice answers.</summary>
internal static class Choices
{
    /// <summary>The letter of a reference such as <c>\text{(C)}</c> or <c>C</c>, or null.</summary>
    public static char? IsChoice(string gold)
    {
        if (gold.AsSpan().IndexOfAnyInRange('A', 'J') < 0)
        {
            return null;
        }

        var key = Comparison.Texts.Key(gold);
        return key.Length == 1 && key[0] is >= 'a' and <= 'j' && gold.Any(char.IsAsciiLetterUpper) ? char.ToUpperInvariant(key[0]) : null;
    }

    /// <summary>The one letter that an answer chooses: <c>C</c>, <c>(C) 12</c>, <c>C. red</c>.</summary>
    public static char? Chosen(string answer)
    {
        var (letter, rest, marked) = Split(WithoutNoun(answer));
        answer = WithoutNoun(answer);
        if (letter is null)
        {
            return null;
        }

        var text = answer[rest..].Trim(' ', '$', '}', '.', '\\', '*');
        return text.Length == 0 || (marked && !StartsList(text)) ? letter : null;
    }

    /// <summary>Whether a reference is plainly a choice, <c>\text{B}</c> or <c>(B)</c>, and the answer the same letter in either case.</summary>
    public static bool IsSameLetter(string gold, string answer) =>
        gold.AsSpan().IndexOfAny('\\', '(') >= 0 && Comparison.Texts.Key(answer) is { Length: 1 } key && key == Comparison.Texts.Key(gold);

    // Option B, choice (B), 选项B.
    private static string WithoutNoun(string answer)
    {
        foreach (var noun in (ReadOnlySpan<string>)["option ", "choice ", "answer ", "选项", "选"])
        {
            var at = answer.IndexOf(noun, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && answer.AsSpan(0, at).Trim(" $*") is "" or "\\text{" or "\\textbf{" or "\\mathrm{")
            {
                return answer.Remove(at, noun.Length);
            }
        }

        return answer;
    }

    /// <summary>The value behind a label: <c>12</c> of <c>(C) 12</c>; null without label or value.</summary>
    public static string? WithoutLabel(string answer)
    {
        var (letter, rest, marked) = Split(answer);
        var text = answer[rest..].Trim(' ', '}');
        text = text.StartsWith("\\ ", StringComparison.Ordinal) ? text[2..] : text;
        return letter is not null && marked && text.Length > 0 && !StartsList(text) ? text : null;
    }

    private static bool StartsList(string text) =>
        text[0] is ',' or ';' or '+' or '-' or '*' or '/' or '=' or '^' or '_' or '(' or '<' or '>' or '和' or '或'
        || text.StartsWith("or", StringComparison.OrdinalIgnoreCase) || text.StartsWith("and", StringComparison.OrdinalIgnoreCase)
        || text.Contains("\\text{ or", StringComparison.Ordinal) || text.Contains(" or (", StringComparison.Ordinal) || text.Contains(" and (", StringComparison.Ordinal);

    private static (char? Letter, int After, bool Marked) Split(string answer)
    {
        var i = 0;
        while (i < answer.Length)
        {
            if (answer[i] == '\\')
            {
                var end = i + 1;
                while (end < answer.Length && char.IsAsciiLetter(answer[end]))
                {
                    end++;
                }

                if (answer[(i + 1)..end] is not ("text" or "textbf" or "textit" or "textrm" or "mathrm" or "mathbf" or "mbox" or "bf" or "rm" or "left"))
                {
                    return (null, 0, false);
                }

                i = end;
            }
            else if (answer[i] is ' ' or '{' or '$' or '(' or '*')
            {
                i++;
            }
            else
            {
                break;
            }
        }

        if (i >= answer.Length || answer[i] is < 'A' or > 'J')
        {
            return (null, 0, false);
        }

        var open = answer.LastIndexOf('(', i) >= 0;
        var letter = answer[i++];
        var closed = false;
        while (i < answer.Length && answer[i] is ')' or '}' or '.' or ':' or '：' or ' ' or '*')
        {
            closed |= answer[i] is ')' or '.' or ':' or '：';
            i++;
        }

        return open && !closed ? (null, 0, false) : (letter, i, closed);
    }
}
