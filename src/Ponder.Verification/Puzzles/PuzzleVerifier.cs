using Ponder.Verification.Extraction;

namespace Ponder.Verification.Puzzles;

/// <summary>Judges the answers to one family of puzzles by the rules of the family, not by a stored solution.</summary>
/// <remarks>
/// <para>The rules come from the question's text; where that says too little from
/// <see cref="VerificationRequest.Metadata"/> or, for the families that have one answer only, from the reference. Where
/// nothing says enough the verdict is undecided.</para>
/// <para>The answer is, in the part after the thought: the last <c>&lt;answer&gt;…&lt;/answer&gt;</c>, else the last
/// <c>\boxed{…}</c>, else all of it. Words beside it make it wrong. Nothing of it is ever evaluated as code.</para>
/// </remarks>
public sealed class PuzzleVerifier : IVerifier
{
    /// <summary>Answers longer than this, in UTF-16 units, are wrong.</summary>
    public const int MaxLength = 200_000;

    private const string Open = "<answer>";
    private const string Close = "</answer>";

    private readonly PuzzleFamily _family;

    /// <summary>A verifier of a family.</summary>
    /// <param name="family">A row of <see cref="PuzzleFamilies.All"/>.</param>
    public PuzzleVerifier(PuzzleFamily family)
    {
        ArgumentNullException.ThrowIfNull(family);
        _family = family;
    }

    /// <inheritdoc/>
    public string Name => "puzzle:" + _family.Name;

    /// <inheritdoc/>
    public Verdict Verify(VerificationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (AnswerPart.Of(request.Response) is not { } part)
        {
            return Verdict.Wrong("unclosed-thought");
        }

        var (answer, defect) = Extract(part);
        if (answer is null)
        {
            return Verdict.Wrong(defect);
        }

        var extracted = Extracted.From(answer);
        if (answer.Length > _family.MaxLength)
        {
            return Verdict.Wrong("too-long", extracted);
        }

        var puzzle = new PuzzleCase(request.Question, request.Answer.Length == 0 ? null : request.Answer, request.Metadata);
        var ruling = _family.Rule(puzzle, answer);
        return ruling.Outcome switch
        {
            Outcome.Correct => Verdict.Correct(ruling.Reason, extracted),
            Outcome.Wrong => Verdict.Wrong(ruling.Reason, extracted),
            _ => Verdict.Undecided(ruling.Reason, extracted),
        };
    }

    private static (string? Answer, string Defect) Extract(string part)
    {
        var start = part.LastIndexOf(Open, StringComparison.Ordinal);
        if (start >= 0)
        {
            start += Open.Length;
            var end = part.IndexOf(Close, start, StringComparison.Ordinal);
            return end < 0 ? (null, "unclosed-answer") : Trimmed(part[start..end]);
        }

        var box = LastBox.In(part);
        return box switch
        {
            { Found: false } => Trimmed(part),
            { Content: null } => (null, "unclosed-box"),
            { HasAlternatives: true } => (null, "several-answers"),
            _ => Trimmed(box.Content),
        };
    }

    // An empty answer is an answer: some texts and lists of solutions are empty.
    private static (string? Answer, string Defect) Trimmed(string text) => (text.Trim(), "");
}
