using Ponder.Verification.Extraction;

namespace Ponder.Verification.Format;

/// <summary>
/// The text after the last <c>&lt;/think&gt;</c> equals the reference, white space at both ends aside; wrong when there
/// is no such tag. What stands in the thought is not judged.
/// </summary>
public sealed class ThinkExactVerifier(ExactOptions options) : IVerifier
{
    /// <summary>The strictest comparison.</summary>
    public ThinkExactVerifier() : this(new ExactOptions())
    {
    }

    /// <inheritdoc/>
    public string Name => "think-exact";

    /// <inheritdoc/>
    public Verdict Verify(VerificationRequest request) => AnswerPart.AfterThought(request.Response) is { } answer
        ? ExactVerifier.Compare(answer, request.Answer, options)
        : Verdict.Wrong("no-thought");
}
