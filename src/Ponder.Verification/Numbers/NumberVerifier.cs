using Ponder.Verification.Extraction;

namespace Ponder.Verification.Numbers;

/// <summary>
/// The last number of the answer part (<see cref="AnswerPart.Of"/>) equals the reference as an exact fraction.
/// </summary>
/// <remarks>
/// <para>Read as numbers: <c>1,234.50</c>, <c>1 234</c>, <c>.5</c>, <c>3/4</c>, <c>1 3/4</c>, ½, <c>\frac{3}{4}</c>,
/// <c>2.5e3</c>, <c>12 %</c> (= 0.12),
/// <c>-$5</c>, <c>1.5 million</c>, full-width digits, the Unicode minus. Units after the number are ignored. <c>5%</c>
/// is never 5.</para>
/// <para>Answer spraying. One number is judged, the last; it must stand alone. When the number before it is joined to
/// it on the same line by nothing but blanks, list separators (<c>, ; | and or to</c>) or an operator, and has another
/// value, the answer is wrong (<c>several-answers</c>): "3 or 5", "1, 2, 3, 4", "2 + 3" (not evaluated), "12:30". A
/// number that is part of an expression (exponent, base numeral, coefficient, multiple of π or of a root) is wrong
/// too.</para>
/// <para>A reference that is not one plain number gives <see cref="Outcome.Undecided"/>.</para>
/// </remarks>
public sealed class NumberVerifier : IVerifier
{
    /// <inheritdoc/>
    public string Name => "number";

    /// <inheritdoc/>
    public Verdict Verify(VerificationRequest request)
    {
        if (!NumberQuestion.TryOpen(request, out var question, out var verdict))
        {
            return verdict;
        }

        var text = NumberCharacters.Normalise(question.Answer);
        var tail = NumberScanner.ReadTail(text);
        if (tail.Last is not { } last)
        {
            return Verdict.Wrong("no-number");
        }

        var extracted = Extracted.From(text.AsSpan(last.Start, last.End - last.Start));
        if (tail.Previous is { } previous && !SameValue(previous, last) && NumberList.Joined(text, previous.End, last.Start))
        {
            return Verdict.Wrong("several-answers", Extracted.From(text.AsSpan(previous.Start, last.End - previous.Start)));
        }

        return Compare(last, question.Expected, extracted);
    }

    internal static Verdict Compare(NumberToken found, IReadOnlyList<Rational> expected, string extracted) => found switch
    {
        { Defect: { } defect } => Verdict.Wrong(defect, extracted),
        { Value: { } value } when expected.Contains(value) => Verdict.Correct("equal", extracted),
        _ => Verdict.Wrong("different-number", extracted),
    };

    private static bool SameValue(NumberToken a, NumberToken b) => a.Value is { } x && b.Value is { } y && x == y;
}
