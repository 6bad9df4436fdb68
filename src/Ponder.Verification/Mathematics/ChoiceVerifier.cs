using Ponder.Verification.Extraction;
using Ponder.Verification.Mathematics.Extraction;

namespace Ponder.Verification.Mathematics;

/// <summary>The final answer is the letter of the reference: <c>C</c>, <c>(C)</c>, <c>(C) 12</c>.</summary>
public sealed class ChoiceVerifier : IVerifier
{
    /// <inheritdoc/>
    public string Name => "choice";

    /// <inheritdoc/>
    public Verdict Verify(VerificationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Choices.Chosen(request.Answer.Trim().ToUpperInvariant()) is not { } expected)
        {
            return Verdict.Undecided("unreadable-reference");
        }

        if (AnswerPart.Of(request.Response) is not { } answer)
        {
            return Verdict.Wrong("unclosed-thought");
        }

        try
        {
            return Choose(answer, expected);
        }
        catch (BudgetExhaustedException)
        {
            return Verdict.Undecided("budget");
        }
    }

    private static Verdict Choose(string answer, char expected)
    {
        var options = new MathOptions();
        var found = AnswerFinder.Find(CharacterNormaliser.Normalise(answer), options, new Budget(options.Steps));
        if (found.Count == 0 || found[0].Text.Length is 0 or > AnswerFinder.MaxLength)
        {
            return Verdict.Wrong("no-answer");
        }

        var text = found[0].Text.Length <= 3 ? found[0].Text.ToUpperInvariant() : found[0].Text;
        var shown = Extracted.From(text);
        return Choices.Chosen(text) is not { } letter ? Verdict.Wrong("no-letter", shown)
            : letter == expected ? Verdict.Correct("same-letter", shown)
            : Verdict.Wrong("other-letter", shown);
    }
}
