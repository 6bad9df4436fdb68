using Ponder.Verification.Mathematics.Expressions;

namespace Ponder.Verification.Mathematics.Comparison;

/// <summary>Left sides that only give a name to the right side: <c>x</c>, <c>f(x)</c>, <c>(x, y)</c>, <c>∠ABC</c>, <c>|AB|</c>, <c>NO/BO</c>.</summary>
internal static class Names
{
    /// <summary>Whether a node is a name.</summary>
    public static bool IsName(Node node) => node switch
    {
        SymbolNode or TextNode => true,
        ConstantNode { Kind: Constant.E or Constant.I } => true,
        FunctionNode { Applied: true } => true,
        FunctionNode { Name: "abs", Arguments: [var inner] } => IsSegment(inner),
        FunctionNode { Name: "max" or "min" or "deg" or "det" } => true,
        BracketNode { Open: '(', Close: ')' } tuple => tuple.Items.All(IsName),
        QuantityNode { Value: var value } => IsName(value),
        RatioNode ratio => ratio.Parts.All(p => IsSegment(p) || p is SymbolNode),
        ListNode list => list.Items.All(IsName),
        _ => IsSegment(node),
    };

    /// <summary>Whether two names are the same.</summary>
    public static bool Same(Node a, Node b) => a.ToString() == b.ToString();

    /// <summary>Whether a variable occurs.</summary>
    public static bool HasVariables(Node node) => node switch
    {
        SymbolNode or TextNode => true,
        SumNode s => s.Terms.Any(HasVariables),
        ProductNode p => p.Factors.Any(HasVariables),
        PowerNode p => HasVariables(p.Base) || HasVariables(p.Exponent),
        FunctionNode f => f.Applied || f.Arguments.Any(HasVariables),
        QuantityNode q => HasVariables(q.Value),
        PercentNode p => HasVariables(p.Value),
        RatioNode r => r.Parts.Any(HasVariables),
        BracketNode b => b.Items.Any(HasVariables),
        ListNode l => l.Items.Any(HasVariables),
        SetNode s => s.Items.Any(HasVariables),
        MatrixNode m => m.Rows.Any(r => r.Any(HasVariables)),
        _ => false,
    };

    // AB, \triangle ABC, AB/CD: capital letters side by side.
    private static bool IsSegment(Node node) => node switch
    {
        ProductNode p => p.Factors.All(f => f is SymbolNode { Name: var n } && (char.IsAsciiLetterUpper(n[0]) || n is "triangle" or "Delta" || n.StartsWith("overline", StringComparison.Ordinal))
            || (f is PowerNode { Base: var b, Exponent: NumberNode } && IsSegment(b)) || IsSegment(f)),
        SymbolNode { Name: var name } => char.IsAsciiLetterUpper(name[0]),
        _ => false,
    };
}
