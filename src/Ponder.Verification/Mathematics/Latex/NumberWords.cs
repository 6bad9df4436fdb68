namespace Ponder.Verification.Mathematics.Latex;

/// <summary>Whole numbers in English words: twelve, one thousand two hundred and five.</summary>
internal static class NumberWords
{
    /// <summary>The number that a sequence of words begins with, and how many words it takes; null where it begins with none.</summary>
    public static (long Value, int Words)? Leading(ReadOnlySpan<string> words)
    {
        long total = 0, current = 0;
        var (used, limit) = (0, long.MaxValue);
        for (var i = 0; i < words.Length && i < 20; i++)
        {
            var word = words[i];
            if (word is "and" && used > 0 && i + 1 < words.Length && current >= 100 && current % 100 == 0 && Commands.Number(words[i + 1]) is > 0)
            {
                continue;
            }

            if (Commands.Number(word) is { } value)
            {
                // Twenty may be followed by one, a hundred by twenty, and one by nothing.
                if (used > 0 && (value == 0 || (current % 100 != 0 && !(current % 100 >= 20 && current % 10 == 0 && value < 10))))
                {
                    break;
                }

                current += value;
            }
            else if (used > 0 && word.Equals("hundred", StringComparison.OrdinalIgnoreCase) && current is > 0 and < 100)
            {
                current *= 100;
            }
            else if (used > 0 && Scale(word) is { } scale && scale < limit && current > 0)
            {
                (total, current, limit) = (total + (current * scale), 0, scale);
            }
            else
            {
                break;
            }

            used = i + 1;
        }

        return used == 0 ? null : (total + current, used);
    }

    /// <summary>The number that a text is as a whole.</summary>
    public static long? Whole(string text)
    {
        var words = text.Length > 160 ? [] : text.TrimEnd('.').Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries);
        var negative = words.Length > 1 && words[0] is "negative" or "minus";
        words = negative ? words[1..] : words;
        return Leading(words) is { } number && number.Words == words.Length ? negative ? -number.Value : number.Value : null;
    }

    private static long? Scale(string word) => word.ToLowerInvariant() switch
    {
        "thousand" => 1_000,
        "million" => 1_000_000,
        "billion" => 1_000_000_000,
        _ => null,
    };
}
