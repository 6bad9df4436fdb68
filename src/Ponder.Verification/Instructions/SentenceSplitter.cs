using System.Buffers;

namespace Ponder.Verification.Instructions;

/// <summary>
/// Splits text into sentences as the Punkt method does without training (Kiss and Strunk 2006, "Unsupervised multilingual sentence
/// boundary detection"): a stop, question or exclamation mark before a blank ends a sentence.
/// </summary>
/// <remarks>
/// Not an end: an ellipsis, the stop of a single letter (an initial) or of a number before a small letter, and the stop of a few
/// titles ("Dr."). A closing quotation mark or bracket after the mark belongs to the sentence.
/// </remarks>
public static class SentenceSplitter
{
    private const string Closing = ")\";}]*:@'({[!?";
    private static readonly SearchValues<char> s_number = SearchValues.Create("0123456789.,-");
    private static readonly HashSet<string> s_titles = new(StringComparer.OrdinalIgnoreCase) { "dr", "mr", "mrs", "ms", "prof", "vs", "e.g", "i.e" };

    /// <summary>The sentences, without the white space between them.</summary>
    /// <param name="text">Any text.</param>
    public static IReadOnlyList<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sentences = new List<string>();
        var start = 0;
        foreach (var (end, next) in Ends(text))
        {
            // What closes the sentence may stand behind the mark.
            var (stop, from) = Realign(text, end, next);
            if (stop > start)
            {
                sentences.Add(text[start..stop]);
            }

            start = from;
        }

        var last = text.Length;
        while (last > start && PythonText.IsSpace(text[last - 1]))
        {
            last--;
        }

        if (last > start)
        {
            sentences.Add(text[start..last]);
        }

        return sentences;
    }

    // The end of each sentence but the last, and the start of the next.
    private static IEnumerable<(int End, int Next)> Ends(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (PythonText.IsSpace(text[i]))
            {
                i++;
                continue;
            }

            var word = i;
            while (i < text.Length && !PythonText.IsSpace(text[i]))
            {
                i++;
            }

            var next = i;
            while (next < text.Length && PythonText.IsSpace(text[next]))
            {
                next++;
            }

            // In one word only the last possible end counts.
            var mark = LastMark(text, word, i, atEnd: next == text.Length);
            if (mark < 0)
            {
                continue;
            }

            var after = mark + 1 < i ? mark + 1 : next;
            if (text[mark] != '.' || EndsAtStop(text[word..mark], text, after))
            {
                yield return (mark + 1, after);
            }
        }
    }

    private static int LastMark(string text, int word, int end, bool atEnd)
    {
        for (var mark = end - 1; mark >= word; mark--)
        {
            if ((text[mark] is '.' or '?' or '!') && (mark == end - 1 ? !atEnd : Closing.Contains(text[mark + 1], StringComparison.Ordinal)))
            {
                return mark;
            }
        }

        return -1;
    }

    private static bool EndsAtStop(string before, string text, int next)
    {
        if (before.EndsWith('.'))
        {
            return false;
        }

        var token = before[(before.LastIndexOfAny([.. Closing]) + 1)..];
        var follower = text[next];
        var small = char.IsLower(follower) || follower is ';' or ':' or ',' or '.' or '!' or '?';
        if (token.Length == 1 && char.IsLetter(token[0]))
        {
            return !small && !char.IsUpper(follower);
        }

        return !(small && IsNumber(token)) && !s_titles.Contains(token);
    }

    private static bool IsNumber(string token)
    {
        var digits = token.AsSpan().TrimStart('-').TrimStart(".,");
        return !digits.IsEmpty && char.IsDigit(digits[0]) && !digits.ContainsAnyExcept(s_number);
    }

    private static (int Stop, int From) Realign(string text, int end, int next)
    {
        var closing = next;
        while (closing < text.Length && (text[closing] is '"' or '\'' or ')' or ']' or '}'))
        {
            closing++;
        }

        if (closing == next || (closing < text.Length && !PythonText.IsSpace(text[closing]) && !text.AsSpan(closing).StartsWith("--")))
        {
            return (end, next);
        }

        var from = closing;
        while (from < text.Length && PythonText.IsSpace(text[from]))
        {
            from++;
        }

        return (closing, from);
    }
}
