using Ponder.Verification.Mathematics.Algebra;
using Ponder.Verification.Mathematics.Expressions;

namespace Ponder.Verification.Mathematics.Comparison;

/// <summary>Decides whether a predicted tree means the same as the reference's tree.</summary>
internal sealed partial class Comparer(MathRules rules, Budget fuel)
{
    private Canonical? _forms;
    private int _depth;

    private Canonical Forms => _forms ??= new(new Atoms(), fuel);

    /// <summary>The rule that made the last decision.</summary>
    public string Rule { get; private set; } = "different";

    /// <summary>Whether the prediction equals the reference. Not symmetric: relations and units are judged from the reference's side.</summary>
    public bool Equal(Node gold, Node prediction)
    {
        if (++_depth > 60)
        {
            return false;
        }

        fuel.Spend(4);
        var result = Decide(PlusMinus.Expand(gold), PlusMinus.Expand(prediction));
        _depth--;
        return result;
    }

    private bool Is(bool equal, string rule)
    {
        Rule = equal ? rule : $"not {rule}";
        return equal;
    }

    private bool Decide(Node gold, Node prediction)
    {
        if (Sets(gold, prediction) is { } same)
        {
            return same;
        }

        if (gold is RelationNode or ListNode { Items: [RelationNode, ..] } || prediction is RelationNode or ListNode { Items: [RelationNode, ..] })
        {
            return Relations(gold, prediction);
        }

        switch (gold, prediction)
        {
            case (BaseNumeralNode a, BaseNumeralNode b):
                return Is(a.Radix == b.Radix && string.Equals(a.Digits, b.Digits, StringComparison.OrdinalIgnoreCase), "same digits and base");
            case (BaseNumeralNode a, _):
                return Is(a.Radix == 10 && Scalars(new NumberNode(Canonical.BaseValue(a) ?? 0), prediction), "base of the reference");
            case (RatioNode a, RatioNode b):
                return Ratios(a, b);
            case (QuantityNode, _) or (_, QuantityNode) or (PercentNode, QuantityNode):
                return Quantities(gold, prediction);
            case (TextNode a, TextNode b):
                return Is(Texts.Same(a.Value, b.Value), "same words");
            case (TextNode, _) or (_, TextNode):
                return Is(false, "same words");
            case (MatrixNode or FunctionNode { Name: "transpose" }, _) or (_, MatrixNode or FunctionNode { Name: "transpose" }):
                return Matrices(gold, prediction);
        }

        if (IsSetLike(gold) || IsSetLike(prediction))
        {
            return Collections(Point(gold), Point(prediction));
        }

        return HasMatrix(gold) || HasMatrix(prediction) ? Matrices(gold, prediction) : Scalars(gold, prediction);
    }

    private static bool IsSetLike(Node node) => node is ListNode or SetNode or BracketNode or SetOperationNode or BuilderNode or NamedSetNode;

    // A(3, −4) is the point.
    private static Node Point(Node node) => node is FunctionNode { Applied: true, Name: [>= 'A' and <= 'Z', ..], Arguments: [_, _, ..] arguments } ? new BracketNode('(', ')', arguments) : node;

    private bool Ratios(RatioNode gold, RatioNode prediction)
    {
        if (gold.Parts.Length != prediction.Parts.Length)
        {
            return Is(false, "ratio");
        }

        if (gold.Clock || prediction.Clock)
        {
            return Is(gold.Parts.Zip(prediction.Parts).All(p => Equal(p.First, p.Second)), "time of day");
        }

        // a : b = c : d when ad = bc, part by part.
        for (var i = 1; i < gold.Parts.Length; i++)
        {
            if (!Scalars(new ProductNode([gold.Parts[0], prediction.Parts[i]]), new ProductNode([gold.Parts[i], prediction.Parts[0]])))
            {
                return Is(false, "ratio");
            }
        }

        return Is(true, "ratio");
    }
}
