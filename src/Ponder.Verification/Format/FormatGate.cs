using Ponder.Verification.Extraction;

namespace Ponder.Verification.Format;

/// <summary>
/// One thought, then one answer: <c>&lt;think&gt;…&lt;/think&gt;</c> stands once, at the start, holds something, and something follows it.
/// Where <c>&lt;answer&gt;</c> tags are used they stand once, in the answer, in order, hold something, and nothing follows them.
/// </summary>
/// <remarks>Meant as a gate on the reward, not as a term of it.</remarks>
public static class FormatGate
{
    private const string OpenAnswer = "<answer>";
    private const string CloseAnswer = "</answer>";

    /// <summary>What is wrong with the format, in a few words; null where it is right.</summary>
    /// <param name="response">The model's text.</param>
    /// <param name="options">What is asked for.</param>
    public static string? Defect(string response, FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(options);
        var (open, close) = (Find(response, AnswerPart.Open), Find(response, AnswerPart.Close));
        if (open.Count > (options.ThoughtIsOpened ? 0 : 1) || close.Count > 1)
        {
            return "repeated-tag";
        }

        if (close.Count == 0)
        {
            return open.Count == 0 && !options.ThoughtIsOpened ? "no-thought" : "unclosed-thought";
        }

        if (!options.ThoughtIsOpened && open.Count == 0)
        {
            return "unopened-thought";
        }

        var start = options.ThoughtIsOpened ? 0 : open.First + AnswerPart.Open.Length;
        if (start > close.First)
        {
            return "tags-out-of-order";
        }

        if (!options.ThoughtIsOpened && !response.AsSpan(0, open.First).IsWhiteSpace())
        {
            return "text-before-thought";
        }

        if (response.AsSpan(start, close.First - start).IsWhiteSpace())
        {
            return "empty-thought";
        }

        var answer = response.AsSpan(close.First + AnswerPart.Close.Length);
        return answer.IsWhiteSpace() ? "empty-answer"
            : options.MaxAnswerLength > 0 && answer.Trim().Length > options.MaxAnswerLength ? "long-answer"
            : AnswerDefect(response, close.First);
    }

    private static string? AnswerDefect(string response, int thoughtEnd)
    {
        var (open, close) = (Find(response, OpenAnswer), Find(response, CloseAnswer));
        if (open.Count == 0 && close.Count == 0)
        {
            return null;
        }

        if (open.Count != 1 || close.Count != 1)
        {
            return open.Count > 1 || close.Count > 1 ? "repeated-tag" : "unclosed-answer";
        }

        var start = open.First + OpenAnswer.Length;
        return open.First < thoughtEnd || close.First < start ? "tags-out-of-order"
            : response.AsSpan(start, close.First - start).IsWhiteSpace() ? "empty-answer"
            : !response.AsSpan(close.First + CloseAnswer.Length).IsWhiteSpace() ? "text-after-answer"
            : null;
    }

    // The first place and whether there is none, one or more.
    private static (int First, int Count) Find(string text, string tag)
    {
        var first = text.IndexOf(tag, StringComparison.OrdinalIgnoreCase);
        if (first < 0)
        {
            return (-1, 0);
        }

        return (first, text.IndexOf(tag, first + tag.Length, StringComparison.OrdinalIgnoreCase) < 0 ? 1 : 2);
    }
}
