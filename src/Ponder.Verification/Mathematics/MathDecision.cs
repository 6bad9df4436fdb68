using Ponder.Verification.Extraction;
using Ponder.Verification.Mathematics.Comparison;
using Ponder.Verification.Mathematics.Expressions;
using Ponder.Verification.Mathematics.Extraction;
using Ponder.Verification.Mathematics.Latex;

namespace Ponder.Verification.Mathematics;

/// <summary>One decision: extraction, parsing, comparison.</summary>
internal sealed class MathDecision(MathOptions options, Budget fuel)
{
    private readonly MathRules _rules = MathRules.Of(options);

    /// <summary>How the decision came about.</summary>
    public MathExplanation Explanation { get; private set; } = new() { Rule = "none" };

    /// <summary>Decides about the text behind the thought.</summary>
    public Verdict Decide(IReadOnlyList<string> golds, string answer)
    {
        try
        {
            return Compare(golds, CharacterNormaliser.Normalise(answer));
        }
        catch (BudgetExhaustedException)
        {
            Explanation = Explanation with { Rule = "budget" };
            return Verdict.Undecided("budget", Shown(Explanation.Extracted));
        }
    }

    private static string? Shown(string? text) => text is null ? null : Extracted.From(text);

    private Verdict Compare(IReadOnlyList<string> golds, string answer)
    {
        var found = AnswerFinder.Find(answer, options.Match);
        if (found.Count == 0 || found[0].Text.Length == 0)
        {
            Explanation = Explanation with { Rule = "no answer" };
            return Verdict.Wrong(found.Count == 0 ? "no-answer" : found[0].Source == "negated" ? "negated-answer" : "empty-answer");
        }

        if (found[0].Text.Length > AnswerFinder.MaxLength)
        {
            Explanation = Explanation with { Extracted = found[0].Text[..80], Rule = "length" };
            return Verdict.Wrong("answer-too-long", Shown(found[0].Text));
        }

        var prediction = Reading.OfFirst(found, fuel);
        Explanation = Explanation with { Extracted = prediction.Text, Source = prediction.Source, PredictionTree = Tree(prediction.Node) };
        var readable = false;
        foreach (var gold in golds)
        {
            var reference = Reference(gold);
            Explanation = Explanation with { GoldTree = Tree(reference.Node) };
            readable |= reference.Text.Length > 0;
            if (reference.Text.Length > 0 && new AnswerComparison(_rules, options, fuel).Equal(reference, prediction, out var rule))
            {
                Explanation = Explanation with { Rule = rule };
                return Verdict.Correct(rule.Replace(' ', '-'), Shown(prediction.Text));
            }
            else
            {
                Explanation = Explanation with { Rule = "different" };
            }
        }

        return readable ? Verdict.Wrong("different", Shown(prediction.Text)) : Verdict.Undecided("unreadable-reference", Shown(prediction.Text));
    }

    // A reference is the answer itself, or a text that holds one.
    private Reading Reference(string gold)
    {
        var text = CharacterNormaliser.Normalise(gold);
        if (text.Contains("\\boxed", StringComparison.Ordinal) || text.Contains("\\fbox", StringComparison.Ordinal) || MathSpans.All(text, 0, text.Length).Count > 0)
        {
            var found = AnswerFinder.Find(text, options.Match);
            if (found.Count > 0 && found[0].Text.Length > 0)
            {
                return Reading.OfFirst(found, fuel);
            }
        }

        return Reading.OfFirst([new FoundAnswer(AnswerFinder.Trim(text), "reference")], fuel);
    }

    private static string? Tree(Node? node) => node?.ToString() is { } text ? Extracted.From(text) : null;
}
