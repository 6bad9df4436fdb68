namespace Ponder.Verification.Mathematics.Extraction;

/// <summary>Phrases that announce an answer: "final answer is", "answer:", "####", 答案是.</summary>
internal static class AnswerPhrases
{
    private static readonly string[] Nouns = ["answer", "答案", "####", "option is", "choice is", "result is", "result:", "solution is", "结果是", "结果为", "final value is"];

    /// <summary>Index behind the last phrase, or −1.</summary>
    public static int Last(string text)
    {
        var best = -1;
        foreach (var noun in Nouns)
        {
            var from = text.Length;
            for (var tries = 0; tries < 50 && from > 0; tries++)
            {
                var at = text.LastIndexOf(noun, from - 1, StringComparison.OrdinalIgnoreCase);
                if (at < 0 || at + noun.Length <= best)
                {
                    break;
                }

                if (Behind(text, at, noun) is > 0 and var end && !string.IsNullOrWhiteSpace(text[end..]))
                {
                    best = Math.Max(best, end);
                    break;
                }

                from = at;
            }
        }

        return best;
    }

    private static int Behind(string text, int at, string noun)
    {
        var i = at + noun.Length;
        if (noun is "####" || noun[^1] is ':' or 's' or '是' or '为')
        {
            return i;
        }

        if (at > 0 && noun == "answer" && char.IsLetter(text[at - 1]))
        {
            return -1;
        }

        // "answer", up to eight words, and then "is", "are", a colon, an equals sign or the end of the line.
        for (var words = 0; words < 9 && i < text.Length; words++)
        {
            while (i < text.Length && text[i] is ' ' or '*' or '_' or '\'' or '"' or ')' or '}')
            {
                i++;
            }

            if (i >= text.Length)
            {
                return -1;
            }

            if (text[i] is ':' or '：' or '=' or '是' or '为' or '選' or '选' or '应')
            {
                return i + 1;
            }

            if (text[i] == '\n')
            {
                return words == 0 ? i + 1 : -1;
            }

            if (text[i] is '$' || (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '(' or '['))
            {
                return words == 0 ? i : -1;
            }

            var start = i;
            while (i < text.Length && char.IsAsciiLetter(text[i]))
            {
                i++;
            }

            if (i == start)
            {
                return -1;
            }

            if (text.AsSpan(start, i - start) is "is" or "are" or "be" or "equals")
            {
                return i;
            }
        }

        return -1;
    }
}
