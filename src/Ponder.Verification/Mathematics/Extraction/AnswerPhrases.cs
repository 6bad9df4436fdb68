using System.Buffers;

namespace Ponder.Verification.Mathematics.Extraction;

/// <summary>Phrases that announce an answer: "final answer is", "answer:", "####", 答案是.</summary>
internal static class AnswerPhrases
{
    private const int MaxPlaces = 64;
    private const int MaxPhrase = 120;

    private static readonly string[] Nouns = ["answer", "答案", "####", "option is", "choice is", "result is", "result:", "solution is", "结果是", "结果为", "final value is", "故选", "应选", "答：", "答:", "<answer>"];

    private static readonly SearchValues<string> AnyNoun = SearchValues.Create([.. Nouns.Where(n => System.Text.Ascii.IsValid(n))], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> AnyChineseNoun = SearchValues.Create([.. Nouns.Where(n => !System.Text.Ascii.IsValid(n))], StringComparison.Ordinal);

    /// <summary>Index behind the last phrase, or −1.</summary>
    public static int Last(string text, Budget fuel)
    {
        Span<int> places = stackalloc int[MaxPlaces];
        var best = Last(text, AnyNoun, places, fuel, -1);
        return System.Text.Ascii.IsValid(text) ? best : Last(text, AnyChineseNoun, places, fuel, best);
    }

    private static int Last(string text, SearchValues<string> nouns, Span<int> places, Budget fuel, int best)
    {
        // The last places of all nouns, in one pass.
        var count = 0;
        for (var from = 0; text.AsSpan(from).IndexOfAny(nouns) is >= 0 and var offset; from += offset + 1)
        {
            places[count++ % MaxPlaces] = from + offset;
        }

        fuel.Spend(Math.Min(count, MaxPlaces));
        for (var i = count - 1; i >= Math.Max(0, count - MaxPlaces); i--)
        {
            var at = places[i % MaxPlaces];
            var noun = NounAt(text, at);

            // Only what follows "answer" and 答案 may hold another phrase.
            if (noun.Length > 0 && (at + noun.Length > best || noun is "answer" or "答案") && Behind(text, at, noun) is > 0 and var end && end > best && !text.AsSpan(end).IsWhiteSpace())
            {
                best = end;
            }

            if (best >= 0 && at < best - MaxPhrase)
            {
                break;
            }
        }

        return best;
    }

    private static string NounAt(string text, int at)
    {
        foreach (var noun in Nouns)
        {
            if (string.Compare(text, at, noun, 0, noun.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                return noun;
            }
        }

        return "";
    }

    private static int Behind(string text, int at, string noun)
    {
        var i = at + noun.Length;
        if (noun is "####" || noun[^1] is ':' or 's' or '是' or '为' or '：' or '选' or '>')
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

            // What follows a denial is no answer.
            if (text.AsSpan(start, i - start) is "cannot" or "not" or "never" or "isn" or "wasn" || (text.AsSpan(start, i - start) is "can" && text.AsSpan(i).StartsWith("'t")))
            {
                return start;
            }

            if (text.AsSpan(start, i - start) is "is" or "are" or "be" or "equals")
            {
                return i;
            }
        }

        return -1;
    }
}
