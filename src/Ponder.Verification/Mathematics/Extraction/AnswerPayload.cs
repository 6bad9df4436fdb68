namespace Ponder.Verification.Mathematics.Extraction;

/// <summary>What follows an answer phrase: environments, bold, or the rest of the sentence.</summary>
internal static class AnswerPayload
{
    private static readonly System.Buffers.SearchValues<char> Remark = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ -");

    /// <summary>Adds the candidates behind a phrase that ends at <paramref name="start"/>.</summary>
    public static void Read(string text, int start, bool plain, List<FoundAnswer> found)
    {
        while (start < text.Length && (char.IsWhiteSpace(text[start]) || text[start] is '*' or ':' or '：' or '=' or '#' or '>' or '_' or '是' or '为' or '选' or '择' or '`'))
        {
            start++;
        }

        if (start >= text.Length)
        {
            return;
        }

        if (MathSpans.Group(text, start, text.Length) is { } group)
        {
            AnswerFinder.Add(found, group, "phrase");
            return;
        }

        var end = text.IndexOf('\n', start);
        end = end < 0 ? text.Length : end;
        var line = text[start..Sentence(text, start, end)];
        if (StartsWithNegation(line))
        {
            found.Add(new("", "negated"));
            return;
        }

        if (MathSpans.LastBold(line) is { } bold)
        {
            AnswerFinder.AddInner(found, bold.Content, "phrase");
            return;
        }

        line = line.Replace("**", "", StringComparison.Ordinal);
        if (AfterVerb(line) is { } value)
        {
            var leading = value.TrimStart();
            if (MathSpans.Group(leading, 0, leading.Length) is { } inside)
            {
                AnswerFinder.Add(found, inside, "phrase");
                return;
            }

            line = value;
        }
        else if (MathSpans.All(line, 0, line.Length) is { Count: > 0 } spans && !StartsLikeValue(line))
        {
            AnswerFinder.Add(found, MathSpans.LastGroup(line, spans), "phrase");
            return;
        }

        if (plain)
        {
            AnswerFinder.Add(found, WithoutRemark(line), "phrase");
            LastNumber.Find(line, found);
        }
    }

    /// <summary>Whether a text begins as values do, not as sentences.</summary>
    public static bool StartsLikeValue(string line) => line.Length > 0 && (char.IsAsciiDigit(line[0]) || line[0] is '-' or '(' or '[' or '.' or '\\' or '+' or '−');

    // 12 (twelve): words in brackets behind a number say it again.
    private static string WithoutRemark(string line)
    {
        var open = line.LastIndexOf('(');
        var close = line.LastIndexOf(')');
        if (open <= 0 || close < open + 3 || !char.IsAsciiDigit(line[0]) || line[(close + 1)..].Trim(' ', '.').Length > 0)
        {
            return line;
        }

        return line.AsSpan(open + 1, close - open - 1).IndexOfAnyExcept(Remark) < 0 ? line[..open] : line;
    }

    private static bool StartsWithNegation(string line) =>
        line.StartsWith("not ", StringComparison.OrdinalIgnoreCase) || line.StartsWith("never ", StringComparison.OrdinalIgnoreCase) || line.StartsWith("cannot ", StringComparison.OrdinalIgnoreCase)
        || line.StartsWith("can't ", StringComparison.OrdinalIgnoreCase) || line.StartsWith("isn't ", StringComparison.OrdinalIgnoreCase) || line.StartsWith("wasn't ", StringComparison.OrdinalIgnoreCase) || line.StartsWith("neither ", StringComparison.OrdinalIgnoreCase) || line.StartsWith("不可能", StringComparison.Ordinal) || line.StartsWith("不是", StringComparison.Ordinal);

    // The total is 12: what stands behind the last verb of a sentence that begins with words.
    private static string? AfterVerb(string line)
    {
        if (line.Length == 0 || StartsLikeValue(line))
        {
            return null;
        }

        var at = -1;
        foreach (var verb in (ReadOnlySpan<string>)[" is ", " are ", " be ", " equals ", " is: ", "为", "是", "等于"])
        {
            var index = line.LastIndexOf(verb, StringComparison.Ordinal);
            at = index >= 0 ? Math.Max(at, index + verb.Length) : at;
        }

        return at > 0 && at < line.Length ? line[at..] : null;
    }

    // End of the sentence: a full stop before a blank and a capital letter or the end of the line.
    private static int Sentence(string text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (text[i] is '。' or '！' or '？' || (text[i] == '<' && text.AsSpan(i).StartsWith("</answer>", StringComparison.Ordinal)))
            {
                return i;
            }

            if (text[i] == '.' && (i + 1 == end || (text[i + 1] == ' ' && (i + 2 >= end || char.IsUpper(text[i + 2]) || text[i + 2] is '<' or '['))))
            {
                return i;
            }
        }

        return end;
    }
}
