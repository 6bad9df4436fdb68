using System.Text.RegularExpressions;

namespace Ponder.Verification.Instructions;

/// <summary>IFBench: counts of words, names, numbers and signs.</summary>
internal static class CountInstructions
{
    private static readonly HashSet<string> s_conjunctions = new(StringComparer.Ordinal) { "and", "but", "for", "nor", "or", "so", "yet" };

    private static readonly string[] s_names =
    [
        .. ("Emma Liam Sophia Jackson Olivia Noah Ava Lucas Isabella Mason Mia Ethan Charlotte Alexander Amelia Benjamin Harper Leo Zoe Daniel Chloe Samuel Lily "
            + "Matthew Grace Owen Abigail Gabriel Ella Jacob Scarlett Nathan Victoria Elijah Layla Nicholas Audrey David Hannah Christopher Penelope Thomas Nora "
            + "Andrew Aria Joseph Claire Ryan Stella Jonathan").Split(' '),
    ];

    private static readonly Regex s_name = new($@"\b({string.Join('|', s_names)})\b", RegexOptions.CultureInvariant);

    private static readonly string[] s_keywords = ["keyword1", "keyword2", "keyword3", "keyword4", "keyword5"];
    private static readonly int[] s_keywordCounts = [1, 2, 3, 5, 7];

    public static IReadOnlyList<InstructionKind> All { get; } =
    [
        // Conjunctions are told apart as they are written: "And" and "and" are two.
        new("count:conjunctions", (text, a) =>
            PythonText.Words(text).Where(w => s_conjunctions.Contains(PythonText.StripPunctuation(w).ToLowerInvariant())).Distinct().Count() >= a.Number("small_n")),
        new("count:keywords_multiple", (text, a) => s_keywords.Zip(s_keywordCounts).All(pair =>
            PythonText.Count(text.ToLowerInvariant(), PythonText.Strip(a.Text(pair.First)).ToLowerInvariant()) == pair.Second)),
        new("count:numbers", (text, a) => Numbers(PythonText.WithoutPunctuation(text)).Count == a.Number("N")),
        new("count:person_names", (text, a) => s_name.Matches(text).Select(m => m.Value).Distinct().Count() >= a.Number("N")),
        new("count:punctuation", (text, _) => CoversPunctuation(text)),
        new("count:unique_word_count", (text, a) =>
            PythonText.Words(text.ToLowerInvariant()).Select(PythonText.StripPunctuation).Distinct().Count() >= a.Number("N")),
        new("count:word_count_range", (text, a) => PythonText.CountWords(text) is var count && a.Number("min_words") <= count && count <= a.Number("max_words")),
        new("count:words_japanese", (text, a) => EveryNthIsJapanese(text, a.Number("N"))),
    ];

    /// <summary>Runs of decimal digits of any script.</summary>
    public static List<string> Numbers(string text)
    {
        var numbers = new List<string>();
        for (var i = 0; i < text.Length; i++)
        {
            var start = i;
            while (i < text.Length && char.IsDigit(text[i]))
            {
                i++;
            }

            if (i > start)
            {
                numbers.Add(text[start..i]);
            }
        }

        return numbers;
    }

    // One ?! or !? or interrobang, and besides it each of the six signs.
    private static bool CoversPunctuation(string text)
    {
        if (!text.Contains("!?", StringComparison.Ordinal) && !text.Contains("?!", StringComparison.Ordinal) && !text.Contains('‽'))
        {
            return false;
        }

        var at = text.IndexOf("?!", StringComparison.Ordinal);
        at = at >= 0 ? at : text.IndexOf("!?", StringComparison.Ordinal);
        var rest = at >= 0 ? text.Remove(at, 2) : text;
        return ".,!?;:".All(rest.Contains);
    }

    private static bool EveryNthIsJapanese(string text, int step)
    {
        if (step < 1)
        {
            return false;
        }

        var words = PythonText.Words(text);
        for (var i = step - 1; i < words.Count; i += step)
        {
            var word = PythonText.StripPunctuation(words[i]);
            if (word.Length > 0 && !word.All(char.IsDigit) && !word.Any(c => c is >= '\u3040' and <= '\u30ff' or >= '\u4e00' and <= '\u9fff'))
            {
                return false;
            }
        }

        return true;
    }
}
