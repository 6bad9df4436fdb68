using System.Text;

namespace Ponder.Verification.Extraction;

/// <summary>Makes an extracted answer fit to be stored and shown.</summary>
public static class Extracted
{
    /// <summary>
    /// Longest text that a verdict carries, in UTF-16 units; more is cut and marked with an ellipsis.
    /// </summary>
    public const int MaxLength = 200;

    /// <summary>The same for a text that most often needs no change and is then given back as it is.</summary>
    /// <param name="text">Any text.</param>
    public static string From(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= MaxLength && text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? text : From(text.AsSpan());
    }

    /// <summary>
    /// Cuts <paramref name="text"/> to <see cref="MaxLength"/> and replaces lone surrogates by U+FFFD, so that any
    /// writer takes it.
    /// </summary>
    /// <param name="text">Any text.</param>
    public static string From(ReadOnlySpan<char> text)
    {
        var cut = text.Length > MaxLength;
        var kept = cut ? text[..(MaxLength - 1)] : text;
        var result = new StringBuilder(kept.Length + 1);
        foreach (var rune in kept.EnumerateRunes())
        {
            result.Append(rune.ToString());
        }

        return cut ? result.Append('…').ToString() : result.ToString();
    }
}
