using System.Text;

namespace Ponder.Verification.Mathematics.Extraction;

/// <summary>Finds <c>$…$</c>, <c>$$…$$</c>, <c>\(…\)</c>, <c>\[…\]</c> and <c>**…**</c>. Linear in the text.</summary>
internal static class MathSpans
{
    /// <summary>All environments from left to right.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="end">Where to stop.</param>
    public static List<MathSpan> All(string text, int start, int end)
    {
        var spans = new List<MathSpan>();
        var i = start;
        while (i < end)
        {
            var offset = text.AsSpan(i, end - i).IndexOfAny('$', '\\');
            if (offset < 0)
            {
                break;
            }

            i += offset;
            if (At(text, i, end) is { } span)
            {
                spans.Add(span);
                i = span.End;
            }
            else
            {
                // An escaped sign opens nothing.
                i += text[i] == '\\' ? 2 : 1;
            }
        }

        return spans;
    }

    /// <summary>The environment that opens at <paramref name="at"/>, or null.</summary>
    public static MathSpan? At(string text, int at, int end)
    {
        if (at >= end)
        {
            return null;
        }

        if (text[at] == '$')
        {
            var display = at + 1 < end && text[at + 1] == '$';
            return display ? Close(text, at, 2, "$$", end, lines: true) : Close(text, at, 1, "$", end, lines: false);
        }

        if (text[at] != '\\' || at + 1 >= end)
        {
            return null;
        }

        return text[at + 1] switch
        {
            '(' => Close(text, at, 2, "\\)", end, lines: false),
            '[' => Close(text, at, 2, "\\]", end, lines: true),
            _ => null,
        };
    }

    /// <summary>The last bold piece, or null.</summary>
    public static MathSpan? LastBold(string text)
    {
        var close = text.LastIndexOf("**", StringComparison.Ordinal);
        while (close > 0)
        {
            var open = text.LastIndexOf("**", close - 1, StringComparison.Ordinal);
            if (open < 0 || open + 2 > close)
            {
                return null;
            }

            var content = text[(open + 2)..close];
            if (!string.IsNullOrWhiteSpace(content) && !content.Contains('\n', StringComparison.Ordinal))
            {
                return new MathSpan(open, close + 2, content);
            }

            close = open;
        }

        return null;
    }

    /// <summary>The environments from <paramref name="at"/> on that are joined by separators, as one list; null when none opens there.</summary>
    public static string? Group(string text, int at, int end)
    {
        if (At(text, at, end) is not { } span)
        {
            return null;
        }

        var content = new StringBuilder(span.Content.Trim());
        while (true)
        {
            var next = text.AsSpan(span.End, Math.Min(40, end - span.End)).IndexOfAny("$\\");
            if (next < 0 || Boxes.Joiner(text.AsSpan(span.End, next)) is not { } joiner || At(text, span.End + next, end) is not { } following)
            {
                break;
            }

            content.Append(joiner).Append(following.Content.AsSpan().Trim());
            span = following;
            if (content.Length > AnswerFinder.MaxLength)
            {
                break;
            }
        }

        return content.Append(Percent(text, span.End)).ToString();
    }

    /// <summary>The last environment together with those before it that are joined to it.</summary>
    public static string LastGroup(string text, List<MathSpan> spans)
    {
        var first = spans.Count - 1;
        while (first > 0 && Boxes.Joiner(text.AsSpan(spans[first - 1].End, spans[first].Start - spans[first - 1].End)) is not null)
        {
            first--;
        }

        return Group(text, spans[first].Start, text.Length) ?? spans[^1].Content;
    }

    /// <summary>The percent sign behind a value, or nothing.</summary>
    public static string Percent(string text, int at)
    {
        var rest = text.AsSpan(at, Math.Min(12, text.Length - at)).TrimStart(" *");
        return rest.StartsWith("%") || rest.StartsWith("\\%") || rest.StartsWith("percent") || rest.StartsWith("pct") || rest.StartsWith("per cent") ? "\\%" : "";
    }

    // Rows of a matrix may stand on lines of their own.
    private static bool InEnvironment(ReadOnlySpan<char> text) => text.Length < 4_000 && text.LastIndexOf("\\begin{") is >= 0 and var begin && text.LastIndexOf("\\end{") < begin;

    private static MathSpan? Close(string text, int open, int width, string mark, int end, bool lines)
    {
        for (var i = open + width; i < end; i++)
        {
            if (text.AsSpan(i, end - i).StartsWith(mark, StringComparison.Ordinal))
            {
                return i == open + width ? null : new MathSpan(open, i + mark.Length, text[(open + width)..i]);
            }

            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '\n' && !lines && !InEnvironment(text.AsSpan(open, i - open)))
            {
                return null;
            }
        }

        return null;
    }
}
