namespace Ponder.Verification.Mathematics.Latex;

/// <summary>Words that stand before a value and say nothing about it.</summary>
internal static class LeadWords
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "is", "are", "be", "equals", "exactly", "approximately", "about", "roughly", "around", "simply", "total", "totaling", "only", "just", "为", "是", "等于", "约", "约为", "共", "共有", "一共有", "大约", "选",
        "equal", "almost", "nearly", "so", "thus", "hence", "therefore", "then", "we", "get", "have", "gives", "故", "则", "得", "即", "所以", "因此",
    };

    /// <summary>Whether a single word may be dropped before a value.</summary>
    public static bool Is(string word) => (word.Length > 1 || word[0] >= 128) && Words.Contains(word);

    /// <summary>Whether a piece of text ends with such a word or an equals sign.</summary>
    public static bool Ends(string text)
    {
        var trimmed = text.AsSpan().TrimEnd(" ~:：=");
        var start = trimmed.Length;
        while (start > 0 && char.IsLetter(trimmed[start - 1]))
        {
            start--;
        }

        return trimmed.Length < text.AsSpan().TrimEnd(" ~").Length || Words.Contains(trimmed[start..].ToString());
    }
}
