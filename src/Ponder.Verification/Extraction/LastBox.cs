namespace Ponder.Verification.Extraction;

/// <summary>The last <c>\boxed{…}</c> (or <c>\fbox{…}</c>) of a text.</summary>
public readonly record struct LastBox
{
    private const string Separators = "$,;\\{}()[]&/";

    private static readonly string[] Names = ["\\boxed", "\\fbox"];

    /// <summary>Whether there is a box at all.</summary>
    public required bool Found { get; init; }

    /// <summary>What the box holds; null when there is no box or the last one is not closed.</summary>
    public string? Content { get; init; }

    /// <summary>
    /// Whether another box with other content stands directly before the last one, parted by nothing but separators and
    /// the words "and" and "or": the boxes are then alternatives or a list, not one answer.
    /// </summary>
    public bool HasAlternatives { get; init; }

    /// <summary>Finds the last box. Braces may nest to any depth; time is linear in the text.</summary>
    /// <param name="text">The model's text.</param>
    public static LastBox In(string text)
    {
        if (Previous(text, text.Length) is not { } last)
        {
            return new() { Found = false };
        }

        if (LatexBraces.Close(text, last.Brace) is not { } close)
        {
            return new() { Found = true };
        }

        var content = text[(last.Brace + 1)..close];
        return new() { Found = true, Content = content, HasAlternatives = IsAlternative(text, last.Start, content) };
    }

    // Start of the command and index of its opening brace, for the last box that begins before "end".
    private static (int Start, int Brace)? Previous(string text, int end)
    {
        for (var start = end - 1; start >= 0; start--)
        {
            if (text[start] == '\\' && Brace(text, start) is { } brace)
            {
                return (start, brace);
            }
        }

        return null;
    }

    private static int? Brace(string text, int start)
    {
        foreach (var name in Names)
        {
            if (string.CompareOrdinal(text, start, name, 0, name.Length) == 0)
            {
                var brace = start + name.Length;
                while (brace < text.Length && char.IsWhiteSpace(text[brace]))
                {
                    brace++;
                }

                return brace < text.Length && text[brace] == '{' ? brace : null;
            }
        }

        return null;
    }

    private static bool IsAlternative(string text, int start, string content)
    {
        if (Previous(text, start) is not { } before || LatexBraces.Close(text, before.Brace) is not { } close || close > start)
        {
            return false;
        }

        return IsSeparator(text.AsSpan((close + 1)..start))
            && !text.AsSpan((before.Brace + 1)..close).Trim().SequenceEqual(content.AsSpan().Trim());
    }

    private static bool IsSeparator(ReadOnlySpan<char> gap)
    {
        if (gap.Length > 64)
        {
            return false;
        }

        for (var i = 0; i < gap.Length;)
        {
            var start = i;
            while (i < gap.Length && char.IsLetter(gap[i]))
            {
                i++;
            }

            if (i == start)
            {
                if (!char.IsWhiteSpace(gap[i]) && !Separators.Contains(gap[i], StringComparison.Ordinal))
                {
                    return false;
                }

                i++;
            }
            else if (gap[start..i] is not ("and" or "or" or "text" or "mbox" or "quad" or "qquad" or "或" or "和"))
            {
                return false;
            }
        }

        return true;
    }
}
