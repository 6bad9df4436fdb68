namespace Ponder.Verification.Mathematics.Extraction;

/// <summary>
/// Finds the final answer of a text: the last box; else what follows the last answer phrase; else the last bold or mathematical piece or number.
/// </summary>
internal static class AnswerFinder
{
    /// <summary>Longest answer that is read.</summary>
    public const int MaxLength = 60_000;

    // From this priority on a phrase behind the last box comes before the box.
    private const int PhrasePriority = 50;

    /// <summary>
    /// Candidates in order of trust; the first that can be read is the answer, so that several cannot be tried. Empty: there is no answer.
    /// </summary>
    /// <param name="text">The text without thoughts, normalised.</param>
    /// <param name="options">What counts as an answer.</param>
    /// <param name="fuel">The budget.</param>
    public static List<FoundAnswer> Find(string text, MathOptions options, Budget fuel)
    {
        var found = new List<FoundAnswer>(1);
        if (options.BoxedPriority is not < 0 && Boxes.Last(text, fuel) is { } box && !IsCorrected(text, box.End)
            && !(options.BoxedPriority >= PhrasePriority && AnswerPhrases.Last(text, fuel) >= box.End))
        {
            if (!box.Negated)
            {
                var content = Trim(box.Content);
                found.Add(new(box.Percent && content.Length > 0 && !content.EndsWith('%') ? content + "\\%" : content, "box"));
            }

            return found;
        }

        fuel.Spend(text.Length / 4);
        var plain = options.Match.HasFlag(MathTargets.Expression);
        var phrase = AnswerPhrases.Last(text, fuel);
        if (phrase >= 0)
        {
            AnswerPayload.Read(text, phrase, plain, found);
            if (found.Count > 0)
            {
                return found;
            }
        }

        Unannounced(text, plain, found);
        return found;
    }

    // Minerva's closing sentence behind the last box is the final answer.
    private static bool IsCorrected(string text, int end)
    {
        var hope = text.AsSpan(end).LastIndexOf("I hope it is correct", StringComparison.Ordinal);
        return hope > 0 && text.IndexOf("final answer is", end, hope, StringComparison.OrdinalIgnoreCase) >= 0;
    }

    /// <summary>Adds a candidate that is not empty.</summary>
    public static void Add(List<FoundAnswer> found, string text, string source)
    {
        var trimmed = Trim(text);
        if (trimmed.Length > 0)
        {
            found.Add(new(trimmed, source));
        }
    }

    /// <summary>Adds the content of a bold piece.</summary>
    public static void AddInner(List<FoundAnswer> found, string content, string source)
    {
        var trimmed = content.Trim();
        Add(found, MathSpans.Group(trimmed, 0, trimmed.Length) ?? trimmed, source);
    }

    private static void Unannounced(string text, bool plain, List<FoundAnswer> found)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            return;
        }

        var whole = trimmed.Length <= 400 && !trimmed.Contains('\n', StringComparison.Ordinal) && (AnswerPayload.StartsLikeValue(trimmed) || IsFormula(trimmed) || !trimmed.Contains(' ', StringComparison.Ordinal) || trimmed.Length < 24) && !trimmed.Contains('$', StringComparison.Ordinal)
            && !trimmed.Contains("**", StringComparison.Ordinal);
        if (whole && plain)
        {
            Add(found, trimmed, "whole");
            if (!trimmed.Contains(' ', StringComparison.Ordinal))
            {
                return;
            }
        }

        var spans = MathSpans.All(text, 0, text.Length);
        var bold = MathSpans.LastBold(text);
        if (bold is { } b && (spans.Count == 0 || b.End >= spans[^1].End))
        {
            AddInner(found, b.Content, "bold");
        }
        else if (spans.Count > 0)
        {
            var number = plain ? LastNumberAfter(text, spans[^1].End) : null;
            Add(found, number ?? MathSpans.LastGroup(text, spans), number is null ? "mathematics" : "number");
        }
        else if (plain)
        {
            LastNumber.Find(trimmed, found);
        }
    }

    // Letters stand alone or are names of functions.
    private static bool IsFormula(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] >= 128 && char.IsLetter(text[i]) && Latex.UnicodeSigns.Command(text[i]) is null)
            {
                return false;
            }

            var start = i;
            while (i < text.Length && char.IsAsciiLetter(text[i]))
            {
                i++;
            }

            if (i - start > 1 && !(start > 0 && text[start - 1] == '\\') && !Latex.Commands.IsPlainFunction(text[start..i]) && !Latex.Commands.IsPlainConstant(text[start..i]))
            {
                return false;
            }
        }

        return true;
    }

    private static string? LastNumberAfter(string text, int at)
    {
        var found = new List<FoundAnswer>();
        LastNumber.Find(text[at..], found);
        return found.Count > 0 ? found[0].Text : null;
    }

    /// <summary>Removes blanks, environment marks and a final full stop around an answer.</summary>
    public static string Trim(string text)
    {
        var result = text.Trim();
        for (var i = 0; i < 4; i++)
        {
            if (MathSpans.At(result, 0, result.Length) is { } span && span.End == result.Length)
            {
                result = span.Content.Trim();
            }
            else
            {
                break;
            }
        }

        // A box in a box.
        while (result.StartsWith("\\boxed{", StringComparison.Ordinal) && Ponder.Verification.Extraction.LatexBraces.Close(result, 6) == result.Length - 1)
        {
            result = result[7..^1].Trim();
        }

        return result.TrimEnd('。', ' ');
    }
}
