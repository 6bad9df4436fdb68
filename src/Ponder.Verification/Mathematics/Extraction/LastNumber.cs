namespace Ponder.Verification.Mathematics.Extraction;

/// <summary>The last number of a sentence, with sign, fraction and percent sign.</summary>
internal static class LastNumber
{
    /// <summary>Adds the last number of the text, if there is one.</summary>
    public static void Find(string text, List<FoundAnswer> found)
    {
        var end = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        if (end == 0)
        {
            return;
        }

        var start = end;
        while (start > 0 && (char.IsAsciiDigit(text[start - 1]) || (text[start - 1] is '.' or ',' or '/' or ' ' && start > 1 && char.IsAsciiDigit(text[start - 2]) && IsPart(text, start - 1))))
        {
            start--;
        }

        if (start > 0 && text[start - 1] == '.')
        {
            start--;
        }

        if (start > 0 && char.IsLetter(text[start - 1]) && text[start - 1] < 128)
        {
            return;
        }

        var signed = start > 0 && text[start - 1] is '-' or '−' && (start == 1 || !char.IsLetterOrDigit(text[start - 2]));
        var number = text[(signed ? start - 1 : start)..end];
        AnswerFinder.Add(found, number + MathSpans.Percent(text, end), "number");
    }

    // A blank belongs to a number only before exactly three digits.
    private static bool IsPart(string text, int at)
    {
        if (text[at] != ' ')
        {
            return true;
        }

        var digits = 0;
        while (at + 1 + digits < text.Length && char.IsAsciiDigit(text[at + 1 + digits]))
        {
            digits++;
        }

        return digits == 3;
    }
}
