using System.Diagnostics.CodeAnalysis;
using Ponder.Verification.Extraction;

namespace Ponder.Verification.Numbers;

/// <summary>What the number verifiers need before they look for a number.</summary>
/// <param name="Expected">The references that are numbers; at least one.</param>
/// <param name="Answer">The part of the response that answers.</param>
internal readonly record struct NumberQuestion(IReadOnlyList<Rational> Expected, string Answer)
{
    /// <summary>Opens a request; false, with the verdict, where there is nothing to compare.</summary>
    public static bool TryOpen(VerificationRequest request, out NumberQuestion question, [NotNullWhen(false)] out Verdict? verdict)
    {
        Rational[] expected = [.. request.Answers.Select(NumberText.TryParse).OfType<Rational>()];
        var answer = expected.Length == 0 ? null : AnswerPart.Of(request.Response);
        question = new NumberQuestion(expected, answer ?? "");
        verdict = answer is not null ? null : Verdict.Wrong("unclosed-thought");
        verdict = expected.Length > 0 ? verdict : Verdict.Undecided("unreadable-reference");
        return verdict is null;
    }
}
