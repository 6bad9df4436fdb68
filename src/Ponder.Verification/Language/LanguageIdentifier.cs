using System.Collections.Frozen;

namespace Ponder.Verification.Language;

/// <summary>Tells the language of a text by its script and, where languages share one, by common words, endings and letters.</summary>
/// <remarks>Deterministic, without a model: about 50 languages. Short texts without common words stay unknown.</remarks>
public static class LanguageIdentifier
{
    private const double EndingWeight = 0.35;
    private const double LetterWeight = 1.2;

    // What is longer is no word.
    private const int LongestWord = 60;

    /// <summary>
    /// The ISO 639-1 code of the language with most units of the text; null where no letter says anything. Chinese is <c>zh</c>.
    /// </summary>
    /// <param name="text">Any text; code, maths, addresses and tags are not looked at.</param>
    public static string? Identify(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = PlainText.Of(text);
        return IdentifyPlain(plain, [.. LanguageUnits.Of(plain)]);
    }

    /// <summary>The language of a part of a text, given as its units; null where unknown.</summary>
    internal static string? IdentifyPlain(string text, IReadOnlyList<LanguageUnit> units)
    {
        if (units.Count == 0)
        {
            return null;
        }

        var counts = units.CountBy(unit => unit.Script).ToDictionary();
        var han = counts.GetValueOrDefault(WritingSystem.Han);
        var kana = counts.GetValueOrDefault(WritingSystem.Kana);
        var (script, most) = counts.Where(c => c.Key is not (WritingSystem.Han or WritingSystem.Kana))
            .OrderByDescending(c => c.Value).ThenBy(c => c.Key).Select(c => (c.Key, c.Value)).FirstOrDefault();
        if (han + kana >= most)
        {
            return kana > 0 && kana * 10 >= han ? "ja" : "zh";
        }

        return OfScript(text, units, script);
    }

    /// <summary>The language of the units of one script; null where unknown.</summary>
    internal static string? OfScript(string text, IReadOnlyList<LanguageUnit> units, WritingSystem script) => script switch
    {
        WritingSystem.Latin => Best(text, units, script, LanguageWords.Latin, LanguageWords.LatinOrder),
        WritingSystem.Cyrillic => Cyrillic(text, units),
        WritingSystem.Arabic => Arabic(text, units),
        WritingSystem.Devanagari => Best(text, units, script, LanguageWords.Devanagari, ["hi", "mr", "ne"]) ?? "hi",
        WritingSystem.Hangul => "ko",
        WritingSystem.Greek => "el",
        WritingSystem.Hebrew => "he",
        WritingSystem.Thai => "th",
        WritingSystem.Bengali => "bn",
        WritingSystem.Gurmukhi => "pa",
        WritingSystem.Gujarati => "gu",
        WritingSystem.Tamil => "ta",
        WritingSystem.Telugu => "te",
        WritingSystem.Kannada => "kn",
        WritingSystem.Malayalam => "ml",
        _ => null,
    };

    private static string? Best(
        string text, IReadOnlyList<LanguageUnit> units, WritingSystem script, FrozenDictionary<string, string[]> words, IReadOnlyList<string> order)
    {
        var scores = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var unit in units)
        {
            if (unit.Script == script && unit.Length <= LongestWord)
            {
                Score(text.Substring(unit.Start, unit.Length).ToLowerInvariant().Replace('’', '\''), words, scores);
            }
        }

        return scores.Count == 0 ? null : order.Where(scores.ContainsKey).OrderByDescending(code => scores[code]).FirstOrDefault();
    }

    // A word says the more the fewer languages have it.
    private static void Score(string word, FrozenDictionary<string, string[]> words, Dictionary<string, double> scores)
    {
        Vote(words.GetValueOrDefault(word), 1, scores);
        for (var mark = word.IndexOf('\''); mark >= 0; mark = word.IndexOf('\''))
        {
            Vote(words.GetValueOrDefault(word[..(mark + 1)]), 1, scores);
            Vote(words.GetValueOrDefault(word[mark..]), 1, scores);
            word = word[(mark + 1)..];
            Vote(words.GetValueOrDefault(word), 1, scores);
        }

        for (var length = 2; length <= 6 && length < word.Length; length++)
        {
            Vote(LanguageWords.Endings.GetValueOrDefault(word[^length..]), EndingWeight, scores);
        }

        foreach (var letter in word)
        {
            if (letter >= 0x80)
            {
                Vote(LanguageWords.Letters.GetValueOrDefault(letter), LetterWeight, scores);
            }
        }
    }

    private static void Vote(string[]? languages, double weight, Dictionary<string, double> scores)
    {
        foreach (var language in languages ?? [])
        {
            scores[language] = scores.GetValueOrDefault(language) + weight * 2 / (1 + languages!.Length);
        }
    }

    private static string Cyrillic(string text, IReadOnlyList<LanguageUnit> units)
    {
        int Has(string letters) => units.Where(u => u.Script == WritingSystem.Cyrillic)
            .Sum(u => text.AsSpan(u.Start, u.Length).ToString().ToLowerInvariant().Count(letters.Contains));
        var (ukrainian, russian, macedonian, bulgarian) = (Has("іїєґ"), Has("ыэё"), Has("ѓќјљњѕ"), Has("ъ"));
        return true switch
        {
            _ when ukrainian > russian => "uk",
            _ when russian > 0 => "ru",
            _ when macedonian > 0 => "mk",
            _ when bulgarian > 0 => "bg",
            _ => Best(text, units, WritingSystem.Cyrillic, LanguageWords.Cyrillic, ["ru", "uk", "bg", "mk"]) ?? "ru",
        };
    }

    private static string Arabic(string text, IReadOnlyList<LanguageUnit> units)
    {
        int Has(string letters) => units.Where(u => u.Script == WritingSystem.Arabic).Sum(u => text.AsSpan(u.Start, u.Length).ToString().Count(letters.Contains));
        var (urdu, persian, arabic) = (Has("ٹڈڑںےہ"), Has("پچژگکی"), Has("ةيكىأإ"));
        return urdu > 0 && urdu * 4 >= persian ? "ur" : persian > arabic ? "fa" : "ar";
    }
}
