using Ponder.Verification.Extraction;
using Ponder.Verification.Mathematics.Comparison;
using Ponder.Verification.Mathematics.Expressions;
using Ponder.Verification.Mathematics.Extraction;
using Ponder.Verification.Mathematics.Latex;

namespace Ponder.Verification.Mathematics;

/// <summary>One decision: extraction, parsing, comparison.</summary>
/// <param name="question">What was asked; may be empty.</param>
/// <param name="options">How answers are found and compared.</param>
/// <param name="rules">The rules that the options stand for.</param>
/// <param name="golds">References that were read before.</param>
/// <param name="fuel">The budget.</param>
internal sealed class MathDecision(string question, MathOptions options, MathRules rules, GoldReadings golds, Budget fuel)
{
    private FoundAnswer? _found;
    private Reading? _prediction;
    private Reading? _gold;
    private string? _quick;
    private string _rule = "none";

    /// <summary>How the decision came about.</summary>
    public MathExplanation Explanation => new()
    {
        Extracted = _prediction?.Text ?? Cut(_found?.Text),
        Source = _prediction?.Source ?? _found?.Source,
        GoldTree = Tree(_quick is null ? _gold?.Node : Plain(_quick)),
        PredictionTree = Tree(_quick is null ? _prediction?.Node : Plain(_found!.Value.Text)),
        Rule = _rule,
        Steps = fuel.Spent,
    };

    /// <summary>Decides about the text behind the thought.</summary>
    public Verdict Decide(IReadOnlyList<string> references, string answer)
    {
        try
        {
            // Every pass over the text is a step per so many characters; a text that nobody can pay is not read.
            fuel.Spend(answer.Length / 16);
            return Compare(references, CharacterNormaliser.Normalise(answer));
        }
        catch (BudgetExhaustedException)
        {
            _rule = "budget";
            return Verdict.Undecided("budget", Shown(_prediction?.Text ?? _found?.Text));
        }
    }

    private static string? Cut(string? text) => text is { Length: > 80 } ? text[..80] : text is { Length: 0 } ? null : text;

    private static string? Shown(string? text) => text is null ? null : Extracted.From(text);

    // The tree of what was decided without one.
    private static Node? Plain(string text) => PlainNumber.Of(text) is null ? null : LatexParser.Parse(text, new Budget(10_000));

    private static string? Tree(Node? node) => node?.ToString() is { } text ? Extracted.From(text) : null;

    private Verdict Compare(IReadOnlyList<string> references, string answer)
    {
        var found = AnswerFinder.Find(answer, options, fuel);
        if (found.Count == 0 || found[0].Text.Length == 0)
        {
            _rule = "no answer";
            return Verdict.Wrong(found.Count == 0 ? "no-answer" : found[0].Source == "negated" ? "negated-answer" : "empty-answer");
        }

        _found = found[0];
        if (found[0].Text.Length > AnswerFinder.MaxLength)
        {
            _rule = "length";
            return Verdict.Wrong("answer-too-long", Shown(found[0].Text));
        }

        if (rules.OneBox && options.BoxedPriority is not < 0 && Sprays(answer, found))
        {
            _rule = "several boxes";
            return Verdict.Wrong("several-answers", Shown(found[0].Text));
        }

        return Judge(references, found);
    }

    // Boxes with other answers before the last one.
    private bool Sprays(string answer, List<FoundAnswer> found)
    {
        foreach (var earlier in Boxes.Earlier(answer, fuel))
        {
            if (AnswerFinder.Trim(earlier) is { Length: > 0 } text && text != found[0].Text
                && !new AnswerComparison(rules, options, fuel).Equal(Reading.OfFirst([new(text, "box")], fuel), _prediction ??= Reading.OfFirst(found, fuel), out _))
            {
                return true;
            }
        }

        return false;
    }

    private Verdict Judge(IReadOnlyList<string> references, List<FoundAnswer> found)
    {
        _prediction = null;
        var readable = false;
        var number = rules.Precision is null ? PlainNumber.Of(found[0].Text) : null;
        foreach (var gold in references)
        {
            if (Quick(gold, found, number) is not { } equal)
            {
                _prediction ??= Reading.OfFirst(found, fuel);
                _gold = golds.Of(gold, options, fuel, Reference);
                readable |= _gold.Text.Length > 0;
                equal = _gold.Text.Length > 0 && new AnswerComparison(rules, options, fuel).Equal(_gold, _prediction, out _rule)
                    && !(rules.RejectUnsolvedRelation && CopiedRelation.Is(question, _gold, _prediction));
            }
            else
            {
                readable = true;
            }

            if (equal)
            {
                return Verdict.Correct(Reason(_rule), Shown(_prediction?.Text ?? found[0].Text));
            }

            _rule = "different";
        }

        var shown = Shown(_prediction?.Text ?? found[0].Text);
        return readable ? Verdict.Wrong("different", shown) : Verdict.Undecided("unreadable-reference", shown);
    }

    // The same text, letters of choices and two plain numbers need no trees; null where they are needed.
    private bool? Quick(string gold, List<FoundAnswer> found, PlainNumber? number)
    {
        bool? equal = null;
        if (string.Equals(gold, found[0].Text, StringComparison.Ordinal))
        {
            (equal, _rule) = (true, "same text");
        }
        else if (Choices.IsChoice(gold) is { } letter && Choices.Chosen(found[0].Text) is { } chosen)
        {
            (equal, _rule) = (letter == chosen, "choice");
        }
        else if (number is { } predicted && PlainNumber.Of(gold) is { } expected)
        {
            (equal, _rule) = (predicted == expected, "equal numbers");
        }

        _quick = equal is null ? null : gold;
        return equal;
    }

    private static string Reason(string rule) => rule.Contains(' ', StringComparison.Ordinal) ? rule.Replace(' ', '-') : rule;

    // A reference is the answer itself, or a text that holds one.
    private Reading Reference(string gold)
    {
        fuel.Spend(gold.Length / 16);
        var text = CharacterNormaliser.Normalise(gold);
        if (text.AsSpan().IndexOfAny('$', '\\') >= 0
            && (text.Contains("\\boxed", StringComparison.Ordinal) || text.Contains("\\fbox", StringComparison.Ordinal) || MathSpans.All(text, 0, text.Length).Count > 0))
        {
            var found = AnswerFinder.Find(text, options, fuel);
            if (found.Count > 0 && found[0].Text.Length > 0)
            {
                return Reading.OfFirst(found, fuel);
            }
        }

        return Reading.OfFirst([new FoundAnswer(AnswerFinder.Trim(text), "reference")], fuel);
    }
}
