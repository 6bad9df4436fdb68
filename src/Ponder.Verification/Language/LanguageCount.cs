namespace Ponder.Verification.Language;

/// <summary>How much of a text is in which language.</summary>
/// <param name="Units">Number of units that count.</param>
/// <param name="ByLanguage">Units by language code; <c>und</c> for words of unknown language.</param>
/// <param name="ByScript">Units by script: <c>han kana latin cyrillic arabic</c>.</param>
public sealed record LanguageCount(int Units, IReadOnlyDictionary<string, int> ByLanguage, IReadOnlyDictionary<string, int> ByScript)
{
    /// <summary>The language with most units; null where nothing counts.</summary>
    public string? Dominant => Units == 0 ? null
        : ByLanguage.OrderByDescending(l => l.Value).ThenBy(l => l.Key, StringComparer.Ordinal).First().Key;

    /// <summary>Units in sentences of a language over all units; null where nothing counts.</summary>
    /// <param name="language">A language code.</param>
    public double? ShareOfLanguage(string language) =>
        Units == 0 ? null : (double)ByLanguage.GetValueOrDefault(language) / Units;

    /// <summary>Units whose script belongs to a language over all units; null where nothing counts.</summary>
    /// <param name="language">A code of <see cref="TargetLanguages"/>.</param>
    public double? ShareOfScript(string language) =>
        Units == 0 ? null : (double)TargetLanguages.ScriptsOf(language).Sum(script => ByScript.GetValueOrDefault(script)) / Units;
}
