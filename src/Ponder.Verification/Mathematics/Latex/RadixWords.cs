using System.Globalization;

namespace Ponder.Verification.Mathematics.Latex;

/// <summary>Bases of numerals as digits or words.</summary>
internal static class RadixWords
{
    private static readonly string[] Words =
    [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
    ];

    /// <summary>The base that a subscript names, or null.</summary>
    public static int? Radix(string subscript)
    {
        var text = subscript.Trim().ToLowerInvariant();
        text = text.StartsWith("base", StringComparison.Ordinal) ? text[4..].Trim() : text;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var radix))
        {
            return radix is >= 2 and <= 36 ? radix : null;
        }

        var index = Array.IndexOf(Words, text);
        return index >= 0 ? index + 2 : text switch { "bin" => 2, "oct" => 8, "dec" => 10, "hex" => 16, _ => null };
    }
}
