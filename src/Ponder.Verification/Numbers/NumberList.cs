namespace Ponder.Verification.Numbers;

/// <summary>Decides whether two numbers stand beside each other as a list, a range or an expression.</summary>
internal static class NumberList
{
    /// <summary>A longer gap than this, in characters, is prose.</summary>
    private const int MaxGap = 32;

    private static readonly HashSet<string> Connectors = new(StringComparer.OrdinalIgnoreCase)
    {
        "", ",", ",,", ";", "|", "/", "&", "~", "+", "-", "×", "·", "÷", "⋅", "∙", "^", "x",
        "or", "and", "to", ",or", ",and", ";or", "and/or", "或", "和", "、", "times", "cdot", "div", "pm", "to", "quad", "qquad",
        "±", ",quad", "textor", "textand", ",textand", ",textor",
    };

    /// <summary>
    /// Whether the characters from <paramref name="from"/> to <paramref name="to"/> only join the numbers at both ends.
    /// </summary>
    public static bool Joined(string s, int from, int to)
    {
        if (to <= from)
        {
            return true;
        }

        if (to - from > MaxGap)
        {
            return false;
        }

        var gap = s.AsSpan(from, to - from);
        if (gap is ":")
        {
            return true;
        }

        if (gap.IndexOfAny('\n', '\r') >= 0)
        {
            return false;
        }

        Span<char> kept = stackalloc char[MaxGap];
        var length = 0;
        var text = gap.ToString().Replace("...", "", StringComparison.Ordinal).Replace("…", "", StringComparison.Ordinal);
        foreach (var c in text)
        {
            // Mathematics delimiters, emphasis and brackets neither join nor part.
            if (!char.IsWhiteSpace(c) && c is not ('$' or '*' or '_' or '{' or '}' or '\\' or '`' or '(' or '['))
            {
                kept[length++] = c;
            }
        }

        return Connectors.Contains(kept[..length].ToString());
    }
}
