namespace Ponder.Verification.Extraction;

/// <summary>The part of a response that a verifier judges: what follows the thought.</summary>
public static class AnswerPart
{
    /// <summary>The tag that opens a thought.</summary>
    public const string Open = "<think>";

    /// <summary>The tag that closes a thought.</summary>
    public const string Close = "</think>";

    /// <summary>
    /// The text after the last <c>&lt;/think&gt;</c>, or the whole response when there is no tag.
    /// A thought that is opened and never closed holds no answer: the result is then null.
    /// </summary>
    /// <param name="response">The model's text.</param>
    public static string? Of(string response)
    {
        var close = response.LastIndexOf(Close, StringComparison.Ordinal);
        var start = close < 0 ? 0 : close + Close.Length;
        if (response.IndexOf(Open, start, StringComparison.Ordinal) >= 0)
        {
            return null;
        }

        return start == 0 ? response : response[start..];
    }

    /// <summary>The text after the last <c>&lt;/think&gt;</c>, or null when there is no such tag.</summary>
    /// <param name="response">The model's text.</param>
    public static string? AfterThought(string response)
    {
        var close = response.LastIndexOf(Close, StringComparison.Ordinal);
        return close < 0 ? null : response[(close + Close.Length)..];
    }
}
