using System.Text;

namespace Ponder.Verification.Language;

/// <summary>
/// Takes out of a text what is not of a human language, in this order: fenced code, inline code, <c>$$…$$</c>, <c>$…$</c> (one
/// line), <c>\[…\]</c>, <c>\(…\)</c>, <c>\begin{X}…\end{X}</c>, web addresses, tags. Each leaves a blank.
/// </summary>
/// <remarks>Linear: a delimiter that is not closed is searched for once.</remarks>
internal static class PlainText
{
    private const int MaxTag = 40;
    private const int MaxUnclosedEnvironments = 32;

    /// <summary>The rest of the text.</summary>
    public static string Of(string text)
    {
        text = Without(text, "```", "```", oneLine: false);
        text = Without(text, "`", "`", oneLine: true);
        text = Without(text, "$$", "$$", oneLine: false);
        text = Without(text, "$", "$", oneLine: true);
        text = Without(text, "\\[", "\\]", oneLine: false);
        text = Without(text, "\\(", "\\)", oneLine: false);
        text = WithoutEnvironments(text);
        text = WithoutAddresses(text);
        return WithoutTags(text);
    }

    private static string Without(string text, string open, string close, bool oneLine)
    {
        var at = text.IndexOf(open, StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var kept = 0;
        while (at >= 0)
        {
            var content = at + open.Length;
            var end = text.IndexOf(close, content, StringComparison.Ordinal);
            if (end < 0)
            {
                break;
            }

            var line = oneLine ? text.IndexOf('\n', content, end - content) : -1;
            if (line >= 0)
            {
                // Not closed on its line; nor is anything later on that line.
                at = text.IndexOf(open, line, StringComparison.Ordinal);
                continue;
            }

            result.Append(text, kept, at - kept).Append(' ');
            kept = end + close.Length;
            at = text.IndexOf(open, kept, StringComparison.Ordinal);
        }

        return result.Append(text, kept, text.Length - kept).ToString();
    }

    private static string WithoutEnvironments(string text)
    {
        const string open = "\\begin{";
        var unclosed = new HashSet<string>(StringComparer.Ordinal);
        var result = new StringBuilder(text.Length);
        var (kept, from) = (0, 0);
        while (text.IndexOf(open, from, StringComparison.Ordinal) is var at and >= 0 && unclosed.Count < MaxUnclosedEnvironments)
        {
            from = at + open.Length;
            var brace = text.IndexOf('}', from, Math.Min(MaxTag, text.Length - from));
            if (brace < 0)
            {
                continue;
            }

            var close = $"\\end{{{text[from..brace]}}}";
            var end = unclosed.Contains(close) ? -1 : text.IndexOf(close, brace, StringComparison.Ordinal);
            if (end < 0)
            {
                unclosed.Add(close);
                continue;
            }

            result.Append(text, kept, at - kept).Append(' ');
            kept = from = end + close.Length;
        }

        return result.Append(text, kept, text.Length - kept).ToString();
    }

    private static string WithoutAddresses(string text)
    {
        var result = new StringBuilder(text.Length);
        var kept = 0;
        for (var at = NextAddress(text, 0); at >= 0; at = NextAddress(text, kept))
        {
            var end = at;
            while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('<' or '>'))
            {
                end++;
            }

            result.Append(text, kept, at - kept).Append(' ');
            kept = end;
        }

        return result.Append(text, kept, text.Length - kept).ToString();
    }

    private static int NextAddress(string text, int from)
    {
        while (from < text.Length && text.AsSpan(from).IndexOfAny('h', 'w') is var step and >= 0)
        {
            var rest = text.AsSpan(from + step);
            if (rest.StartsWith("http://", StringComparison.Ordinal) || rest.StartsWith("https://", StringComparison.Ordinal)
                || rest.StartsWith("www.", StringComparison.Ordinal))
            {
                return from + step;
            }

            from += step + 1;
        }

        return -1;
    }

    private static string WithoutTags(string text)
    {
        var result = new StringBuilder(text.Length);
        var (kept, from) = (0, 0);
        while (from < text.Length && text.IndexOf('<', from) is var at and >= 0)
        {
            var name = at + 1 < text.Length && text[at + 1] == '/' ? at + 2 : at + 1;
            from = at + 1;
            if (name >= text.Length || !char.IsAsciiLetter(text[name]))
            {
                continue;
            }

            var length = text.AsSpan(name + 1).IndexOfAny("<>\n\r");
            if (length is >= 0 and <= MaxTag && text[name + 1 + length] == '>')
            {
                result.Append(text, kept, at - kept).Append(' ');
                kept = from = name + length + 2;
            }
        }

        return result.Append(text, kept, text.Length - kept).ToString();
    }
}
