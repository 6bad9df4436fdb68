using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Latex;

/// <summary>Words behind a numeral that multiply it: million, dozen, 万.</summary>
internal static class ScaleWords
{
    private static readonly (string Word, long Value)[] Words =
    [
        ("hundred", 100), ("thousand", 1_000), ("million", 1_000_000), ("billion", 1_000_000_000), ("trillion", 1_000_000_000_000), ("dozen", 12),
        ("百万", 1_000_000), ("千万", 10_000_000), ("万亿", 1_000_000_000_000), ("万", 10_000), ("亿", 100_000_000),
    ];

    /// <summary>The scale word that a text begins with and its length; null where it begins with none.</summary>
    public static (Rational Value, int Length)? Leading(string text)
    {
        if (text.Length == 0 || text[0] is not ('h' or 't' or 'm' or 'b' or 'd' or 'H' or 'T' or 'M' or 'B' or 'D' or '百' or '千' or '万' or '亿'))
        {
            return null;
        }

        foreach (var (word, value) in Words)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                var length = word.Length + (text.Length > word.Length && text[word.Length] is 's' ? 1 : 0);
                if (word[0] >= 128 || length == text.Length || !char.IsLetter(text[length]))
                {
                    return (value, length);
                }
            }
        }

        return null;
    }
}
