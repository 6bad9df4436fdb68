using Ponder.Verification.Mathematics.Expressions;

namespace Ponder.Verification.Mathematics.Comparison;

/// <summary>Expands <c>a ± b</c> to the list of both values; several signs go together, ∓ against ±.</summary>
internal static class PlusMinus
{
    /// <summary>The list of both values, or the node itself.</summary>
    public static Node Expand(Node node) => node switch
    {
        ListNode list when Array.Exists(list.Items, Has) => new ListNode([.. list.Items.SelectMany(Both)], list.And),
        SetNode set when Array.Exists(set.Items, Has) => new SetNode([.. set.Items.SelectMany(Both)]),
        RelationNode { Kinds: [RelationKind.Equal or RelationKind.In] } relation when Has(relation.Sides[1]) =>
            new RelationNode([relation.Sides[0], new ListNode([.. Both(relation.Sides[1])], and: false)], relation.Kinds),
        ListNode or SetNode or RelationNode => node,
        _ when Has(node) => new ListNode([.. Both(node)], and: false),
        _ => node,
    };

    private static Node[] Both(Node node) => Has(node) ? [Choose(node, true), Choose(node, false)] : [node];

    private static bool Has(Node node) => node switch
    {
        PlusMinusNode => true,
        SumNode s => Array.Exists(s.Terms, Has),
        ProductNode p => Array.Exists(p.Factors, Has),
        PowerNode p => Has(p.Base) || Has(p.Exponent),
        FunctionNode f => Array.Exists(f.Arguments, Has),
        QuantityNode q => Has(q.Value),
        PercentNode p => Has(p.Value),
        BracketNode b => Array.Exists(b.Items, Has),
        _ => false,
    };

    private static Node Choose(Node node, bool upper) => node switch
    {
        PlusMinusNode p => p.MinusFirst == upper ? new ProductNode([NumberNode.MinusOne, Choose(p.Operand, upper)]) : Choose(p.Operand, upper),
        SumNode s => new SumNode([.. s.Terms.Select(t => Choose(t, upper))]),
        ProductNode p => new ProductNode([.. p.Factors.Select(t => Choose(t, upper))]),
        PowerNode p => new PowerNode(Choose(p.Base, upper), Choose(p.Exponent, upper)),
        FunctionNode f => new FunctionNode(f.Name, [.. f.Arguments.Select(t => Choose(t, upper))], f.Applied),
        QuantityNode q => new QuantityNode(Choose(q.Value, upper), q.Unit),
        PercentNode p => new PercentNode(Choose(p.Value, upper)),
        BracketNode b => new BracketNode(b.Open, b.Close, [.. b.Items.Select(t => Choose(t, upper))]),
        _ => node,
    };
}
