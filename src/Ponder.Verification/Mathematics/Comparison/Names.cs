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
        BracketNode { Open: '(', Close: ')' } tuple => Array.TrueForAll(tuple.Items, IsName),
        QuantityNode { Value: var value } => IsName(value),
        RatioNode ratio => ratio.Parts.All(p => IsSegment(p) || p is SymbolNode),
        ListNode list => Array.TrueForAll(list.Items, IsName),
        _ => IsSegment(node),
    };

    /// <summary>Whether two names are the same.</summary>
    public static bool Same(Node a, Node b) => a.ToString() == b.ToString();

    /// <summary>Whether a variable occurs.</summary>
    public static bool HasVariables(Node node) => node switch
    {
        SymbolNode or TextNode => true,
        SumNode s => Array.Exists(s.Terms, HasVariables),
        ProductNode p => Array.Exists(p.Factors, HasVariables),
        PowerNode p => HasVariables(p.Base) || HasVariables(p.Exponent),
        FunctionNode f => f.Applied || Array.Exists(f.Arguments, HasVariables),
        QuantityNode q => HasVariables(q.Value),
        PercentNode p => HasVariables(p.Value),
        RatioNode r => Array.Exists(r.Parts, HasVariables),
        BracketNode b => Array.Exists(b.Items, HasVariables),
        ListNode l => Array.Exists(l.Items, HasVariables),
        SetNode s => Array.Exists(s.Items, HasVariables),
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
