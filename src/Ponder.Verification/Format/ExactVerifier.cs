using Ponder.Verification.Extraction;

namespace Ponder.Verification.Format;

/// <summary>
/// The answer part of the response (<see cref="AnswerPart.Of"/>) equals the reference, white space at both ends aside.
/// An empty answer equals nothing; an empty reference is undecided.
/// </summary>
public sealed class ExactVerifier(ExactOptions options) : IVerifier
{
    /// <summary>The strictest comparison.</summary>
    public ExactVerifier() : this(new ExactOptions())
    {
    }

    /// <inheritdoc/>
    public string Name => "exact";

    /// <inheritdoc/>
    public Verdict Verify(VerificationRequest request) => AnswerPart.Of(request.Response) is { } answer
        ? Compare(answer, request.Answer, options)
        : Verdict.Wrong("unclosed-thought");

    internal static Verdict Compare(string answer, string reference, ExactOptions options)
    {
        var expected = Normalise(reference, options);
        if (expected.Length == 0)
        {
            return Verdict.Undecided("empty-reference");
        }

        var found = Normalise(answer, options);
        if (found.Length == 0)
        {
            return Verdict.Wrong("no-answer");
        }

        var comparison = options.IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return found.Equals(expected, comparison)
            ? Verdict.Correct("equal", Extracted.From(found))
            : Verdict.Wrong("different-text", Extracted.From(found));
    }

    private static string Normalise(string text, ExactOptions options) => options.CollapseWhitespace
        ? string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        : text.Trim();
}
