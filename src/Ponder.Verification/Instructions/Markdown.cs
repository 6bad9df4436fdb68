namespace Ponder.Verification.Instructions;

/// <summary>
/// Counts of marks in a response, in one pass each. They equal the numbers of matches of the original's regular expressions, which
/// stand in the comments.
/// </summary>
internal static class Markdown
{
    /// <summary><c>\[.*?\]</c></summary>
    public static int Brackets(string text)
    {
        var count = 0;
        for (var at = text.IndexOf('['); at >= 0; at = at < text.Length ? text.IndexOf('[', at) : -1)
        {
            var end = text.AsSpan(at).IndexOfAny(']', '\n');
            if (end < 0)
            {
                break;
            }

            count += text[at + end] == ']' ? 1 : 0;
            at += end + 1;
        }

        return count;
    }

    /// <summary><c>^\s*\*[^\*].*$</c> and <c>^\s*-.*$</c>, each on its own.</summary>
    public static int Bullets(string text) => Bullets(text, '*') + Bullets(text, '-');

    /// <summary><c>\*[^\n\*]*\*</c> and <c>\*\*[^\n\*]*\*\*</c> around more than blanks, each on its own.</summary>
    public static int Highlights(string text)
    {
        var count = 0;
        for (var at = text.IndexOf('*'); at >= 0;)
        {
            var end = NextMark(text, at + 1);
            count += IsStar(text, end) && !PythonText.IsBlank(text[(at + 1)..end]) ? 1 : 0;
            at = end < text.Length ? text.IndexOf('*', end + 1) : -1;
        }

        for (var at = text.IndexOf("**", StringComparison.Ordinal); at >= 0;)
        {
            var end = NextMark(text, at + 2);
            var closed = IsStar(text, end) && IsStar(text, end + 1);
            count += closed && !PythonText.IsBlank(text[(at + 2)..end]) ? 1 : 0;
            var from = closed ? end + 2 : at + 1;
            at = from < text.Length ? text.IndexOf("**", from, StringComparison.Ordinal) : -1;
        }

        return count;
    }

    /// <summary>The splitter, perhaps a blank, and digits: <c>\s?Section\s?\d+\s?</c></summary>
    public static int Sections(string text, string splitter)
    {
        var count = 0;
        for (var at = 0; splitter.Length > 0 && (at = text.IndexOf(splitter, at, StringComparison.Ordinal)) >= 0;)
        {
            var digits = at + splitter.Length;
            digits += digits < text.Length && PythonText.IsSpace(text[digits]) ? 1 : 0;
            var end = digits;
            while (end < text.Length && char.IsDigit(text[end]))
            {
                end++;
            }

            count += end > digits ? 1 : 0;
            at = end > digits ? end : at + 1;
        }

        return count;
    }

    /// <summary><c>&lt;&lt;[^\n]+&gt;&gt;</c> with more than blanks inside.</summary>
    public static bool HasTitle(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var start = line.IndexOf("<<", StringComparison.Ordinal);
            var end = line.LastIndexOf(">>", StringComparison.Ordinal);
            if (start >= 0 && end >= start + 3 && !PythonText.IsBlank(line[start..(end + 2)].TrimStart('<').TrimEnd('>')))
            {
                return true;
            }
        }

        return false;
    }

    private static int Bullets(string text, char mark)
    {
        var count = 0;
        for (var line = 0; line <= text.Length;)
        {
            var first = line;
            while (first < text.Length && PythonText.IsSpace(text[first]))
            {
                first++;
            }

            var from = first;
            if (first < text.Length && text[first] == mark && (mark != '*' || (first + 1 < text.Length && text[first + 1] != '*')))
            {
                count++;

                // The character after the star may be the line's end: then the next line belongs to the bullet.
                from = mark == '*' ? first + 2 : first;
            }

            var end = from < text.Length ? text.IndexOf('\n', from) : -1;
            if (end < 0)
            {
                break;
            }

            line = end + 1;
        }

        return count;
    }

    private static bool IsStar(string text, int at) => at < text.Length && text[at] == '*';

    private static int NextMark(string text, int from) =>
        from < text.Length && text.AsSpan(from).IndexOfAny('*', '\n') is var step and >= 0 ? from + step : text.Length;
}
