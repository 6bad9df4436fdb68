using System.Globalization;
using Ponder.Verification.Extraction;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Puzzles;

/// <summary>
/// The response gives an expression of the given numbers whose exact value is the target. Any right expression counts,
/// not only the stored one.
/// </summary>
/// <remarks>
/// <para>The given numbers are the last bracketed list of whole numbers in the question, for example <c>[44, 19,
/// 35]</c>; the target is the reference answer. Where one is missing the verdict is <see
/// cref="Outcome.Undecided"/>.</para>
/// <para>The expression is, in the answer part (<see cref="AnswerPart.Of"/>): the last
/// <c>&lt;answer&gt;…&lt;/answer&gt;</c>, else the last
/// <c>\boxed{…}</c>, else the last line that is not empty. It may end in <c>= target</c>. Words beside it make it
/// wrong.</para>
/// <para>Numbers are compared as multisets, values as exact fractions; see <see cref="ArithmeticExpression"/> for the
/// grammar.</para>
/// </remarks>
public sealed class CountdownVerifier(CountdownOptions options) : IVerifier
{
    /// <summary>Every number is used exactly once.</summary>
    public CountdownVerifier() : this(new CountdownOptions())
    {
    }

    /// <inheritdoc/>
    public string Name => "countdown";

    /// <inheritdoc/>
    public Verdict Verify(VerificationRequest request)
    {
        if (GivenNumbers(request.Question) is not { } given)
        {
            return Verdict.Undecided("no-numbers-in-question");
        }

        if (NumberText.TryParse(request.Answer) is not { } target)
        {
            return Verdict.Undecided("unreadable-reference");
        }

        if (AnswerPart.Of(request.Response) is not { } answer)
        {
            return Verdict.Wrong("unclosed-thought");
        }

        var (text, defect) = ExpressionText(answer);
        if (text is null)
        {
            return Verdict.Wrong(defect ?? "no-answer");
        }

        var extracted = Extracted.From(text);
        var (left, claim) = SplitAtEquals(text);
        if (claim is not null && NumberText.TryParse(claim) != target)
        {
            return Verdict.Wrong("wrong-claim", extracted);
        }

        var expression = ArithmeticExpression.Parse(left);
        return Judge(expression, given, target) is { } reason
            ? Verdict.Wrong(reason, extracted)
            : Verdict.Correct("reaches-target", extracted);
    }

    /// <summary>The last bracketed list of whole numbers, or null.</summary>
    internal static IReadOnlyList<long>? GivenNumbers(string question)
    {
        var close = question.Length;
        while (close > 0 && (close = question.LastIndexOf(']', close - 1)) >= 0)
        {
            var open = question.LastIndexOf('[', close);
            if (open < 0)
            {
                return null;
            }

            if (Numbers(question[(open + 1)..close]) is { } numbers)
            {
                return numbers;
            }

            close = open;
        }

        return null;
    }

    private string? Judge(ArithmeticExpression expression, IReadOnlyList<long> given, Rational target)
    {
        if (expression.Value is not { } value)
        {
            return expression.Defect;
        }

        var left = given.ToList();
        if (!expression.Literals.All(left.Remove))
        {
            return "foreign-number";
        }

        if (options.UseAll && left.Count > 0)
        {
            return "unused-number";
        }

        return value == target ? null : "misses-target";
    }

    private static List<long>? Numbers(string list)
    {
        var numbers = new List<long>();
        foreach (var part in list.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Length > 15 || !long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            numbers.Add(number);
        }

        return numbers.Count is > 0 and <= ArithmeticExpression.MaxLiterals ? numbers : null;
    }

    private static (string? Text, string? Defect) ExpressionText(string answer)
    {
        const string open = "<answer>", close = "</answer>";
        var start = answer.LastIndexOf(open, StringComparison.Ordinal);
        if (start >= 0)
        {
            start += open.Length;
            var end = answer.IndexOf(close, start, StringComparison.Ordinal);
            return end < 0 ? (null, "unclosed-answer") : Nonempty(answer[start..end]);
        }

        var box = LastBox.In(answer);
        if (box.Found)
        {
            return box switch
            {
                { Content: null } => (null, "unclosed-box"),
                { HasAlternatives: true } => (null, "several-answers"),
                _ => Nonempty(box.Content),
            };
        }

        var trimmed = answer.AsSpan().TrimEnd();
        return Nonempty(trimmed[(trimmed.LastIndexOfAny('\n', '\r') + 1)..].ToString());
    }

    private static (string? Text, string? Defect) Nonempty(string text) =>
        text.Trim() is { Length: > 0 } trimmed ? (trimmed, null) : (null, "no-answer");

    private static (string Left, string? Claim) SplitAtEquals(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
    }
}
