using Ponder.Verification.Extraction;

namespace Ponder.Verification.Numbers;

/// <summary>
/// The content of the last <c>\boxed{…}</c> of the answer part (<see cref="AnswerPart.Of"/>) is one number, and equals
/// the reference as an exact fraction.
/// </summary>
/// <remarks>
/// The box must hold one number and nothing else but a name before <c>=</c>, a currency sign and a unit (<see
/// cref="NumberText"/>): a list, a range, an expression or a sentence is wrong. No box, an unclosed last box, and two
/// different boxes joined by "or", "and" or a comma are wrong. A reference that is not one plain number gives <see
/// cref="Outcome.Undecided"/>.
/// </remarks>
public sealed class BoxedNumberVerifier : IVerifier
{
    /// <inheritdoc/>
    public string Name => "boxed-number";

    /// <inheritdoc/>
    public Verdict Verify(VerificationRequest request)
    {
        if (!NumberQuestion.TryOpen(request, out var question, out var verdict))
        {
            return verdict;
        }

        var box = LastBox.In(question.Answer);
        if (box.Content is not { } content)
        {
            return Verdict.Wrong(box.Found ? "unclosed-box" : "no-box");
        }

        var extracted = Extracted.From(content.AsSpan().Trim());
        if (box.HasAlternatives)
        {
            return Verdict.Wrong("several-answers", extracted);
        }

        return NumberText.Read(content) is { } number
            ? NumberVerifier.Compare(number, question.Expected, extracted)
            : Verdict.Wrong("not-a-number", extracted);
    }
}
