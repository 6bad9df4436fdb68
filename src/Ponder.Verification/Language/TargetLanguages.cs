namespace Ponder.Verification.Language;

/// <summary>The languages whose share can be asked for, with their scripts.</summary>
public static class TargetLanguages
{
    private static readonly Dictionary<string, string[]> s_scripts = new(StringComparer.Ordinal)
    {
        ["en"] = ["latin"],
        ["de"] = ["latin"],
        ["fr"] = ["latin"],
        ["es"] = ["latin"],
        ["it"] = ["latin"],
        ["pt"] = ["latin"],
        ["nl"] = ["latin"],
        ["ru"] = ["cyrillic"],
        ["uk"] = ["cyrillic"],
        ["ar"] = ["arabic"],
        ["fa"] = ["arabic"],
        ["zh"] = ["han"],
        ["ja"] = ["han", "kana"],
    };

    /// <summary>The codes.</summary>
    public static IReadOnlyCollection<string> All => s_scripts.Keys;

    /// <summary>The scripts in which a language is written; empty for an unknown one.</summary>
    public static IReadOnlyList<string> ScriptsOf(string language) => s_scripts.GetValueOrDefault(language) ?? [];
}
