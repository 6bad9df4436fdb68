namespace Ponder.Verification.Language;

/// <summary>Counts the units of a text by script and language.</summary>
/// <remarks>
/// <para>Not counted: code, maths, addresses, tags, digits, punctuation, single Latin letters, and scripts other than Latin, Han,
/// kana, Cyrillic and Arabic.</para>
/// <para>The language is that of the sentence. Latin words of a sentence that says nothing about its language count to the language
/// of all Latin words of the text, else to <c>und</c>.</para>
/// </remarks>
public static class LanguageCounter
{
    private const string Unknown = "und";

    private static readonly Dictionary<WritingSystem, string> s_scripts = new()
    {
        [WritingSystem.Han] = "han",
        [WritingSystem.Kana] = "kana",
        [WritingSystem.Latin] = "latin",
        [WritingSystem.Cyrillic] = "cyrillic",
        [WritingSystem.Arabic] = "arabic",
    };

    /// <summary>Counts.</summary>
    /// <param name="text">Any text.</param>
    public static LanguageCount Count(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = PlainText.Of(text);
        var byScript = s_scripts.Values.ToDictionary(name => name, _ => 0, StringComparer.Ordinal);
        var byLanguage = new Dictionary<string, int>(StringComparer.Ordinal);
        string? latin = null;
        var unknown = 0;
        foreach (var sentence in Sentences(plain))
        {
            foreach (var script in sentence.Where(u => s_scripts.ContainsKey(u.Script)).GroupBy(u => u.Script))
            {
                var count = script.Count(unit => LanguageUnits.Counts(plain, unit));
                if (count == 0)
                {
                    continue;
                }

                byScript[s_scripts[script.Key]] += count;
                if (LanguageOf(plain, sentence, script.Key) is { } language)
                {
                    byLanguage[language] = byLanguage.GetValueOrDefault(language) + count;
                }
                else
                {
                    unknown += count;
                }
            }
        }

        if (unknown > 0)
        {
            latin = LanguageIdentifier.OfScript(plain, [.. LanguageUnits.Of(plain)], WritingSystem.Latin) ?? Unknown;
            byLanguage[latin] = byLanguage.GetValueOrDefault(latin) + unknown;
        }

        return new LanguageCount(byScript.Values.Sum(), byLanguage, byScript);
    }

    private static string? LanguageOf(string text, List<LanguageUnit> sentence, WritingSystem script) => script switch
    {
        WritingSystem.Kana => "ja",
        WritingSystem.Han => sentence.Exists(u => u.Script == WritingSystem.Kana) ? "ja" : "zh",
        _ => LanguageIdentifier.OfScript(text, sentence, script),
    };

    // A sentence ends at a line end, at an ideographic full stop, and at a stop, question or exclamation mark before a blank.
    private static IEnumerable<List<LanguageUnit>> Sentences(string text)
    {
        var sentence = new List<LanguageUnit>();
        var from = 0;
        foreach (var unit in LanguageUnits.Of(text))
        {
            if (sentence.Count > 0 && HasEnd(text, from, unit.Start))
            {
                yield return sentence;
                sentence = [];
            }

            sentence.Add(unit);
            from = unit.Start + unit.Length;
        }

        if (sentence.Count > 0)
        {
            yield return sentence;
        }
    }

    private static bool HasEnd(string text, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (text[i] is '\n' or '。' or '！' or '？' || (text[i] is '.' or '!' or '?' or '؟' or '…' && i + 1 < text.Length && !char.IsLetterOrDigit(text[i + 1])))
            {
                return true;
            }
        }

        return false;
    }
}
