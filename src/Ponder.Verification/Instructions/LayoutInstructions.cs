namespace Ponder.Verification.Instructions;

/// <summary>IFBench: lines, lists, brackets, quotation marks and templates.</summary>
internal static class LayoutInstructions
{
    private const int MinBrackets = 5;
    private const int MinQuotes = 3;

    // At least half of the lines stay, and so many ever deeper ones would be longer than any response that is judged.
    private const int MostStairs = 4096;

    public static IReadOnlyList<InstructionKind> All { get; } =
    [
        new("format:line_indent", (text, _) => IsStairs(text)),
        new("format:list", (text, a) => PythonText.Count(text, a.Text("sep")) >= 2),
        new("format:newline", (text, _) => OneWordPerLine(PythonText.Strip(PythonText.WithoutPunctuation(text)))),
        new("format:no_bullets_bullets", (text, _) => SentencesThenBullets(text)),
        new("format:no_whitespace", (text, _) => !text.Any(PythonText.IsSpace)),
        new("format:output_template", (text, _) =>
            new[] { "My Answer:", "My Conclusion:", "Future Outlook:" }.All(part => text.Contains(part, StringComparison.Ordinal))),
        new("format:parentheses", (text, _) => HasNestedBrackets(text)),
        new("format:quote_unquote", (text, _) => QuotesAreExplained(text)),
        new("format:quotes", (text, _) => HasNestedQuotes(text)),
        new("format:sub-bullets", (text, _) => text.Split('*').Skip(1).All(part => part.Contains('-', StringComparison.Ordinal))),
        new("format:thesis", (text, _) => HasItalicThesis(text)),
        new("format:title_case", (text, _) => WordTokenizer.Tokens(text).All(IsTitleCase)),
    ];

    private static bool IsStairs(string text)
    {
        // The original takes blank lines out of the list that it walks, so that the second of two blank lines stays.
        var lines = text.Split('\n').ToList();
        if (lines.Count > MostStairs)
        {
            return false;
        }

        for (var i = 0; i < lines.Count; i++)
        {
            if (PythonText.IsBlank(lines[i]))
            {
                lines.Remove(lines[i]);
            }
        }

        var indents = lines.Select(line => line.Length - line.TrimStart(' ').Length).ToArray();
        return indents.Zip(indents.Skip(1)).All(pair => pair.First < pair.Second);
    }

    private static bool OneWordPerLine(string text) => text.Split('\n').Count(line => line.Length > 0) == PythonText.Words(text).Count;

    // At least two sentences, then nothing but at least two bullets. A blank line ends the sentences, as in the original.
    private static bool SentencesThenBullets(string text)
    {
        var (inSentences, sentences, bullets) = (true, 0, 0);
        foreach (var line in text.Split('\n').Select(PythonText.Strip))
        {
            if (line.StartsWith('*'))
            {
                inSentences = false;
                if (sentences < 2)
                {
                    return false;
                }

                bullets++;
            }
            else if (inSentences)
            {
                var count = SentenceSplitter.Split(line).Count;
                inSentences = count > 0;
                sentences += count;
            }
            else
            {
                return false;
            }
        }

        return bullets >= 2;
    }

    private static bool HasNestedBrackets(string text)
    {
        var open = new Stack<char>();
        var deepest = 0;
        foreach (var c in text)
        {
            if (c is '(' or '[' or '{')
            {
                open.Push(c);
                deepest = Math.Max(deepest, open.Count);
            }
            else if (c is ')' or ']' or '}')
            {
                if (open.Count > 0 && open.Peek() == (c == ')' ? '(' : c == ']' ? '[' : '{'))
                {
                    open.Pop();
                    if (deepest >= MinBrackets && open.Count < deepest)
                    {
                        return true;
                    }
                }
                else
                {
                    open.Clear();
                    deepest = 0;
                }
            }
        }

        return false;
    }

    private static bool HasNestedQuotes(string text)
    {
        var open = new Stack<char>();
        var deepest = 0;
        foreach (var c in text)
        {
            if (open.Count > 0 && open.Peek() == c)
            {
                open.Pop();
                if (deepest - open.Count >= MinQuotes)
                {
                    return true;
                }
            }
            else if (c is '"' or '\'')
            {
                open.Push(c);
                deepest = Math.Max(deepest, open.Count);
            }
        }

        return false;
    }

    // Between and after quotations stands something else.
    private static bool QuotesAreExplained(string text)
    {
        text = string.Concat(text.Replace("'\"'", "", StringComparison.Ordinal).Where(c => !PythonText.IsSpace(c)));
        if (text.Contains("\"\"", StringComparison.Ordinal))
        {
            return false;
        }

        return !text.TrimEnd([.. PythonText.Punctuation.Where(c => c != '"'), .. "0123456789"]).EndsWith('"');
    }

    private static bool HasItalicThesis(string text)
    {
        var start = text.IndexOf("<i>", StringComparison.Ordinal);
        start = start >= 0 ? start : text.IndexOf("<em>", StringComparison.Ordinal);
        if (start < 0)
        {
            return false;
        }

        text = text[start..];
        var end = text.IndexOf("</i>", StringComparison.Ordinal);
        end = end >= 0 ? end : text.IndexOf("</em>", StringComparison.Ordinal);
        return end >= 3 && !PythonText.IsBlank(text[3..end]) && !PythonText.IsBlank(text[(end + 4)..]);
    }

    private static bool IsTitleCase(string word)
    {
        if (!char.IsLetter(word[0]))
        {
            return true;
        }

        return !PythonText.IsLower(word[..1]) || (word.Length > 1 && !PythonText.IsUpper(word[1..]) && !PythonText.IsLower(word[1..]));
    }
}
