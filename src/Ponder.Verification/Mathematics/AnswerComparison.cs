using Ponder.Verification.Mathematics.Comparison;
using Ponder.Verification.Mathematics.Expressions;

namespace Ponder.Verification.Mathematics;

/// <summary>Compares two readings: as words, as choices, as trees, and where a comma can be read in two ways in both.</summary>
internal sealed class AnswerComparison(MathRules rules, MathOptions options, Budget fuel)
{
    /// <summary>Whether the prediction means the same as the reference.</summary>
    public bool Equal(Reading gold, Reading prediction, out string rule)
    {
        rule = "same text";
        if (Choices.IsChoice(gold.Text) is { } letter)
        {
            rule = "choice";
            return Choices.Chosen(prediction.Text) == letter || Choices.IsSameLetter(gold.Text, prediction.Text) || (prediction.Node is { } p && gold.Node is { } g && Trees(g, p, out rule));
        }

        if (gold.Node is null or TextNode)
        {
            return Texts.Same(gold.Text, prediction.Text);
        }

        if (prediction.Node is { } node && Trees(gold.Node, node, out rule))
        {
            return true;
        }

        if (IsWords(gold.Node, gold.Text) && Texts.Same(gold.Text, prediction.Text))
        {
            rule = "same words";
            return true;
        }

        return OtherReadings(gold, prediction, out rule);
    }

    private bool Trees(Node gold, Node prediction, out string rule)
    {
        var (whole, answer) = (gold, prediction);
        (gold, prediction) = (Parameters.WithoutRange(gold), Parameters.WithoutRange(prediction));
        var comparer = new Comparer(rules, fuel);
        var equal = comparer.Equal(gold, prediction);
        rule = comparer.Rule;
        if (!equal && rules.RenameParameters)
        {
            if (Parameters.Renamed(gold, prediction) is { } family && new Comparer(rules, fuel).Equal(gold, family))
            {
                rule = "renamed parameter";
                return true;
            }

            if (new PeriodicFamilies(fuel).Equal(whole, answer) is true)
            {
                rule = "same periodic family";
                return true;
            }
        }

        if (!equal && rules.PercentLoose && gold is PercentNode percent && prediction is not PercentNode && new Comparer(rules, fuel).Equal(percent.Value, prediction))
        {
            rule = "percentage without its sign";
            return true;
        }

        if (!equal && rules.UpToConstant is not false && new UpToConstant(rules.UpToConstant is true, fuel).Equal(gold, prediction))
        {
            rule = "equal up to a constant";
            return true;
        }

        if (!equal && !rules.Strict && Parameters.AllRenamed(gold, prediction) is { } renamed && new Comparer(rules, fuel).Equal(gold, renamed))
        {
            rule = "renamed variables";
            return true;
        }

        return equal;
    }

    // Even without \text is a product of letters; words are equal as words.
    private static bool IsWords(Node node, string text) => node is ProductNode or ListNode && text.Contains("\\text", StringComparison.Ordinal) || node is TextNode or ProductNode { Factors: [SymbolNode, SymbolNode, ..] };

    // 81,256 may be one number or two; 1,5 may be 1.5.
    private bool OtherReadings(Reading gold, Reading prediction, out string rule)
    {
        rule = "different";
        if (Choices.WithoutLabel(prediction.Text) is { } value && Reading.Parse(value, fuel) is { } labelled && Trees(gold.Node!, labelled, out rule))
        {
            return true;
        }

        // 1e-3 is a number where a number is asked for, and e less three elsewhere.
        if (gold.Node is NumberNode && prediction.Node is SumNode && prediction.Text.Contains("e-", StringComparison.Ordinal)
            && Reading.Parse(prediction.Text.Replace("e-", "E-", StringComparison.Ordinal), fuel) is NumberNode scientific && Trees(gold.Node, scientific, out rule))
        {
            return true;
        }

        if (!prediction.Text.Contains(',', StringComparison.Ordinal) && !(options.Match == MathTargets.Expression && gold.Text.Contains(',', StringComparison.Ordinal)))
        {
            return false;
        }

        if (gold.Node is ListNode or SetNode or BracketNode && Reading.Parse(prediction.Text, fuel, groups: false) is { } list && Trees(gold.Node, list, out rule))
        {
            return true;
        }

        if (gold.Node is NumberNode { Decimals: not null } && Reading.Parse(prediction.Text, fuel, decimalComma: true) is NumberNode number && Trees(gold.Node, number, out rule))
        {
            return true;
        }

        return options.Match == MathTargets.Expression && Reading.Parse(gold.Text, fuel, decimalComma: true) is NumberNode decimalGold && prediction.Node is { } p && Trees(decimalGold, p, out rule);
    }
}
