namespace Ponder.Verification.Mathematics.Extraction;

/// <summary>
/// Finds the final answer of a text: the last box; else what follows the last answer phrase; else the last bold or mathematical piece or number.
/// </summary>
internal static class AnswerFinder
{
    private static readonly System.Buffers.SearchValues<char> Remark = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ -");

    /// <summary>Longest answer that is read.</summary>
    public const int MaxLength = 60_000;

    /// <summary>
    /// Candidates in order of trust; the first that can be read is the answer, so that several cannot be tried. Empty: there is no answer.
    /// </summary>
    /// <param name="text">The text without thoughts, normalised.</param>
    /// <param name="targets">What counts as an answer.</param>
    public static List<FoundAnswer> Find(string text, MathTargets targets)
    {
        var found = new List<FoundAnswer>();
        if (Boxes.Last(text) is { } box && !IsCorrected(text, box.End))
        {
            if (!box.Negated)
            {
                found.Add(new(Trim(box.Content), "box"));
            }

            return found;
        }

        var plain = targets.HasFlag(MathTargets.Expression);
        var phrase = AnswerPhrases.Last(text);
        if (phrase >= 0)
        {
            Payload(text, phrase, plain, found);
            if (found.Count > 0)
            {
                return found;
            }
        }

        Unannounced(text, plain, found);
        return found;
    }

    // Minerva's closing sentence behind the last box is the final answer.
    private static bool IsCorrected(string text, int end)
    {
        var hope = text.LastIndexOf("I hope it is correct", StringComparison.Ordinal);
        return hope > end && text.IndexOf("final answer is", end, hope - end, StringComparison.OrdinalIgnoreCase) >= 0;
    }

    private static void Add(List<FoundAnswer> found, string text, string source)
    {
        var trimmed = Trim(text);
        if (trimmed.Length > 0)
        {
            found.Add(new(trimmed, source));
        }
    }

    // What follows a phrase: environments, bold, or the rest of the sentence.
    private static void Payload(string text, int start, bool plain, List<FoundAnswer> found)
    {
        while (start < text.Length && (char.IsWhiteSpace(text[start]) || text[start] is '*' or ':' or '：' or '=' or '#' or '>' or '_' or '是' or '为' or '选' or '择' or '`'))
        {
            start++;
        }

        if (start >= text.Length)
        {
            return;
        }

        if (Group(text, start, text.Length) is { } group)
        {
            Add(found, group, "phrase");
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
            Inner(bold.Content, found, "phrase");
            return;
        }

        line = line.Replace("**", "", StringComparison.Ordinal);
        if (AfterVerb(line) is { } value)
        {
            var leading = value.TrimStart();
            if (Group(leading, 0, leading.Length) is { } inside)
            {
                Add(found, inside, "phrase");
                return;
            }

            line = value;
        }
        else if (MathSpans.All(line, 0, line.Length) is { Count: > 0 } spans && !StartsLikeValue(line))
        {
            Add(found, LastGroup(line, spans), "phrase");
            return;
        }

        if (plain)
        {
            Add(found, WithoutRemark(line), "phrase");

            Numbers(line, found);
        }
    }

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

    private static bool StartsLikeValue(string line) => line.Length > 0 && (char.IsAsciiDigit(line[0]) || line[0] is '-' or '(' or '[' or '.' or '\\' or '+' or '−');

    private static bool StartsWithNegation(string line) =>
        line.StartsWith("not ", StringComparison.OrdinalIgnoreCase) || line.StartsWith("never ", StringComparison.OrdinalIgnoreCase) || line.StartsWith("不是", StringComparison.Ordinal);

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

    private static void Inner(string content, List<FoundAnswer> found, string source)
    {
        var trimmed = content.Trim();
        Add(found, Group(trimmed, 0, trimmed.Length) ?? trimmed, source);
    }

    // End of the sentence: a full stop before a blank and a capital letter or the end of the line.
    private static int Sentence(string text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (text[i] is '。' or '！' or '？')
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

    // The environments from "at" on that are joined by separators, as one list; null when none opens there.
    private static string? Group(string text, int at, int end)
    {
        if (MathSpans.At(text, at, end) is not { } span)
        {
            return null;
        }

        var content = span.Content.Trim();
        while (true)
        {
            var next = text.AsSpan(span.End, Math.Min(40, end - span.End)).IndexOfAny("$\\");
            if (next < 0 || MathSpans.At(text, span.End + next, end) is not { } following || Boxes.Joiner(text.AsSpan(span.End, next)) is not { } joiner)
            {
                break;
            }

            content += joiner + following.Content.Trim();
            span = following;
            if (content.Length > MaxLength)
            {
                break;
            }
        }

        return content + Percent(text, span.End);
    }

    private static string Percent(string text, int at)
    {
        var rest = text.AsSpan(at, Math.Min(12, text.Length - at)).TrimStart(" *");
        return rest.StartsWith("%") || rest.StartsWith("\\%") || rest.StartsWith("percent") || rest.StartsWith("pct") || rest.StartsWith("per cent") ? "\\%" : "";
    }

    // The last environment together with those before it that are joined to it.
    private static string LastGroup(string text, List<MathSpan> spans)
    {
        var first = spans.Count - 1;
        while (first > 0 && Boxes.Joiner(text.AsSpan(spans[first - 1].End, spans[first].Start - spans[first - 1].End)) is not null)
        {
            first--;
        }

        return Group(text, spans[first].Start, text.Length) ?? spans[^1].Content;
    }

    private static void Unannounced(string text, bool plain, List<FoundAnswer> found)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            return;
        }

        var whole = trimmed.Length <= 400 && !trimmed.Contains('\n', StringComparison.Ordinal) && (StartsLikeValue(trimmed) || !trimmed.Contains(' ', StringComparison.Ordinal) || trimmed.Length < 24) && !trimmed.Contains('$', StringComparison.Ordinal);
        if (whole && plain)
        {
            Add(found, trimmed, "whole");
            if (!trimmed.Contains(' ', StringComparison.Ordinal))
            {
                return;
            }
        }

        var spans = MathSpans.All(text, 0, text.Length);
        var bold = MathSpans.LastBold(text);
        if (bold is { } b && (spans.Count == 0 || b.End >= spans[^1].End))
        {
            Inner(b.Content, found, "bold");
        }
        else if (spans.Count > 0)
        {
            var number = plain ? LastNumberAfter(text, spans[^1].End) : null;
            Add(found, number ?? LastGroup(text, spans), number is null ? "mathematics" : "number");
        }
        else if (plain)
        {
            Numbers(trimmed, found);
        }
    }

    private static string? LastNumberAfter(string text, int at)
    {
        var found = new List<FoundAnswer>();
        Numbers(text[at..], found);
        return found.Count > 0 ? found[0].Text : null;
    }

    // The last number of a sentence, with sign, fraction and percent sign.
    private static void Numbers(string text, List<FoundAnswer> found)
    {
        var end = text.Length;
        while (end > 0 && !char.IsAsciiDigit(text[end - 1]))
        {
            end--;
        }

        if (end == 0)
        {
            return;
        }

        var start = end;
        while (start > 0 && (char.IsAsciiDigit(text[start - 1]) || (text[start - 1] is '.' or ',' or '/' or ' ' && start > 1 && char.IsAsciiDigit(text[start - 2]) && IsPart(text, start - 1))))
        {
            start--;
        }

        if (start > 0 && text[start - 1] == '.')
        {
            start--;
        }

        if (start > 0 && char.IsLetter(text[start - 1]) && text[start - 1] < 128)
        {
            return;
        }

        var signed = start > 0 && text[start - 1] is '-' or '−' && (start == 1 || !char.IsLetterOrDigit(text[start - 2]));
        var number = text[(signed ? start - 1 : start)..end];
        Add(found, number + Percent(text, end), "number");
    }

    // A blank belongs to a number only before exactly three digits.
    private static bool IsPart(string text, int at)
    {
        if (text[at] != ' ')
        {
            return true;
        }

        var digits = 0;
        while (at + 1 + digits < text.Length && char.IsAsciiDigit(text[at + 1 + digits]))
        {
            digits++;
        }

        return digits == 3;
    }

    /// <summary>Removes blanks, environment marks and a final full stop around an answer.</summary>
    public static string Trim(string text)
    {
        var result = text.Trim();
        for (var i = 0; i < 4; i++)
        {
            if (MathSpans.At(result, 0, result.Length) is { } span && span.End == result.Length)
            {
                result = span.Content.Trim();
            }
        }

        // A box in a box.
        while (result.StartsWith("\\boxed{", StringComparison.Ordinal) && Ponder.Verification.Extraction.LatexBraces.Close(result, 6) == result.Length - 1)
        {
            result = result[7..^1].Trim();
        }

        return result.TrimEnd('。', ' ');
    }
}
