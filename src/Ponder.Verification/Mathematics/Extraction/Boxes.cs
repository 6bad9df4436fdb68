using Ponder.Verification.Extraction;

namespace Ponder.Verification.Mathematics.Extraction;

/// <summary>The last box of a text, and the boxes before it that are joined to it by nothing but separators.</summary>
internal static class Boxes
{
    private const int MaxJoined = 64;

    /// <summary>What the last box or row of joined boxes holds; null when there is no box.</summary>
    public static FinalBox? Last(string text, Budget fuel)
    {
        fuel.Spend(text.Length / 32);
        if (Previous(text, text.Length, fuel) is not { } last)
        {
            return null;
        }

        last = Outermost(text, last, fuel);
        var percent = last.Closed && PercentBehind(text, last.End);
        var (contents, first) = (new List<string>(1) { last.Content }, last);
        var word = ", ";
        while (contents.Count < MaxJoined && Previous(text, first.Start, fuel) is { } previous)
        {
            previous = Outermost(text, previous, fuel);
            if (!previous.Closed || previous.End > first.Start || Joiner(text.AsSpan(previous.End, first.Start - previous.End)) is not { } joiner)
            {
                break;
            }

            word = joiner;
            if (contents[^1].Trim() != previous.Content.Trim())
            {
                contents.Add(previous.Content);
            }

            first = previous;
        }

        contents.Reverse();
        return contents.Count == 1
            ? new(contents[0], percent, IsNegated(text, first.Start), first.Start, last.End)
            : new(string.Join(word, contents) + (percent ? "\\%" : ""), Percent: false, Negated: false, first.Start, last.End);
    }

    /// <summary>What the boxes before the last row of joined boxes hold, from right to left.</summary>
    public static IEnumerable<string> Earlier(string text, Budget fuel)
    {
        var before = Last(text, fuel)?.Start ?? 0;
        for (var i = 0; i < MaxJoined && Previous(text, before, fuel) is { } box; i++)
        {
            box = Outermost(text, box, fuel);
            before = box.Start;
            if (box.Closed)
            {
                yield return box.Content;
            }
        }
    }

    private static Box? Previous(string text, int end, Budget fuel)
    {
        while (end > 0)
        {
            var at = text.LastIndexOf("box", end - 1, StringComparison.Ordinal);
            if (at < 0)
            {
                return null;
            }

            var (start, after) = at >= 1 && text.AsSpan(at).StartsWith("boxed") && text[at - 1] == '\\' ? (at - 1, at + 5)
                : at >= 2 && text[at - 1] == 'f' && text[at - 2] == '\\' ? (at - 2, at + 3)
                : (-1, 0);
            if (start >= 0 && after <= end && Read(text, start, after, fuel) is { } box)
            {
                return box;
            }

            end = at;
        }

        return null;
    }

    private static Box? Read(string text, int start, int after, Budget fuel)
    {
        while (after < text.Length && text[after] == ' ')
        {
            after++;
        }

        if (after >= text.Length)
        {
            return null;
        }

        if (text[after] != '{')
        {
            return char.IsAsciiLetter(text[after]) || text[after] == '\\' ? null : new Box(start, after + 1, text[after].ToString(), true);
        }

        var end = LatexBraces.Close(text, after);
        fuel.Spend(((end ?? text.Length) - after) / 16);
        if (end is { } close)
        {
            return new Box(start, close + 1, text[(after + 1)..close], true);
        }

        // Not closed: the rest of the line, without the end of its environment.
        var line = text.IndexOf('\n', after);
        var rest = text[(after + 1)..(line < 0 ? text.Length : line)];
        var dollar = rest.LastIndexOf('$');
        return new Box(start, text.Length, dollar >= 0 && !rest[..dollar].EndsWith('\\') ? rest[..dollar] : rest, false);
    }

    // A box around the box: the outer one counts.
    private static Box Outermost(string text, Box box, Budget fuel)
    {
        for (var i = 0; i < 8; i++)
        {
            if (Previous(text, box.Start, fuel) is not { Closed: true } outer || outer.End < box.End)
            {
                break;
            }

            box = outer;
        }

        return box;
    }

    private static bool PercentBehind(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '$' or '*')
        {
            at++;
        }

        var rest = text.AsSpan(at);
        return rest.StartsWith("%") || rest.StartsWith("\\%") || StartsWithWord(rest, "percent") || StartsWithWord(rest, "pct") || StartsWithWord(rest, "per cent");
    }

    private static bool StartsWithWord(ReadOnlySpan<char> text, string word) =>
        text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (text.Length == word.Length || !char.IsLetter(text[word.Length]));

    /// <summary>The separator to write for the text between two answers, or null where it is more than a separator.</summary>
    public static string? Joiner(ReadOnlySpan<char> gap)
    {
        if (gap.Length > 90)
        {
            return null;
        }

        Span<char> kept = stackalloc char[96];
        var length = 0;
        for (var i = 0; i < gap.Length; i++)
        {
            if (gap[i] == '\\')
            {
                var end = i + 1;
                while (end < gap.Length && char.IsAsciiLetter(gap[end]))
                {
                    end++;
                }

                if (gap[(i + 1)..end] is not ("text" or "quad" or "qquad" or "mbox" or "textrm" or "mathrm" or ""))
                {
                    return null;
                }

                i = end - (end == i + 1 ? 0 : 1);
                kept[length++] = ' ';
            }
            else if (gap[i] is not ('$' or '{' or '}' or '*'))
            {
                kept[length++] = gap[i] is '\n' or '~' ? ' ' : gap[i];
            }
            else
            {
                kept[length++] = ' ';
            }
        }

        ReadOnlySpan<char> word = kept[..length].Trim(' ');
        word = StripPart(word).Trim(" ,;、，；");
        if (word.Length == 0)
        {
            return gap.IndexOfAny(",;、，；") >= 0 ? ", " : null;
        }

        return word switch
        {
            "and" or "和" or "与" or "及" => " \\text{ and } ",
            "or" or "或" or "或者" => " \\text{ or } ",
            _ => null,
        };
    }

    // "for part (a) and" says nothing but "and".
    private static ReadOnlySpan<char> StripPart(ReadOnlySpan<char> word)
    {
        if (!word.StartsWith("for part") && !word.StartsWith("for (") && !word.StartsWith("(for"))
        {
            return word;
        }

        var close = word.IndexOf(')');
        return close is > 0 and < 16 ? word[(close + 1)..] : word;
    }

    private static bool IsNegated(string text, int start)
    {
        var before = text.AsSpan(Math.Max(0, start - 16), start - Math.Max(0, start - 16)).TrimEnd(" $*\\([");
        return before.EndsWith(" not", StringComparison.OrdinalIgnoreCase) || before.EndsWith("n't", StringComparison.Ordinal) || before.EndsWith("不是", StringComparison.Ordinal);
    }

    /// <summary>What the last box or row of boxes says.</summary>
    /// <param name="Content">What stands inside.</param>
    /// <param name="Percent">A percent sign stands behind it.</param>
    /// <param name="Negated">A word before it denies it.</param>
    /// <param name="Start">Index of the first of the row.</param>
    /// <param name="End">Index behind it.</param>
    internal readonly record struct FinalBox(string Content, bool Percent, bool Negated, int Start, int End);

    private readonly record struct Box(int Start, int End, string Content, bool Closed);
}
