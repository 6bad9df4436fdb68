namespace Ponder.Verification.Mathematics.Expressions;

/// <summary>The free variables of an expression.</summary>
internal static class Symbols
{
    /// <summary>Collects the variables; the result tells whether the imaginary unit occurs.</summary>
    public static bool Collect(Node node, ISet<string> names)
    {
        switch (node)
        {
            case SymbolNode s:
                names.Add(s.Name);
                return false;
            case ConstantNode c:
                return c.Kind == Constant.I;
            case FunctionNode { Applied: true } f:
                names.Add(f.Name);
                return All(f.Arguments, names);
            default:
                return All(Children(node), names);
        }
    }

    /// <summary>The nodes directly below.</summary>
    public static IReadOnlyList<Node> Children(Node node) => node switch
    {
        SumNode s => s.Terms,
        ProductNode p => p.Factors,
        PowerNode p => [p.Base, p.Exponent],
        FunctionNode f => f.Arguments,
        PlusMinusNode p => [p.Operand],
        PercentNode p => [p.Value],
        QuantityNode q => [q.Value],
        RatioNode r => r.Parts,
        BracketNode b => b.Items,
        SetNode s => s.Items,
        ListNode l => l.Items,
        RelationNode r => r.Sides,
        SetOperationNode s => [s.Left, s.Right],
        BuilderNode b => [b.Variable, b.Condition],
        MatrixNode m => [.. m.Rows.SelectMany(r => r)],
        _ => [],
    };

    /// <summary>The expression with variables renamed.</summary>
    public static Node Rename(Node node, Func<string, string> name) => node switch
    {
        SymbolNode s => new SymbolNode(name(s.Name)),
        SumNode s => new SumNode(All(s.Terms, name)),
        ProductNode p => new ProductNode(All(p.Factors, name)),
        PowerNode p => new PowerNode(Rename(p.Base, name), Rename(p.Exponent, name)),
        FunctionNode f => new FunctionNode(f.Name, All(f.Arguments, name), f.Applied),
        PlusMinusNode p => new PlusMinusNode(Rename(p.Operand, name), p.MinusFirst),
        PercentNode p => new PercentNode(Rename(p.Value, name)),
        QuantityNode q => new QuantityNode(Rename(q.Value, name), q.Unit),
        RatioNode r => new RatioNode(All(r.Parts, name), r.Clock),
        BracketNode b => new BracketNode(b.Open, b.Close, All(b.Items, name)),
        SetNode s => new SetNode(All(s.Items, name)),
        ListNode l => new ListNode(All(l.Items, name), l.And),
        RelationNode r => new RelationNode(All(r.Sides, name), r.Kinds),
        SetOperationNode s => new SetOperationNode(s.Kind, Rename(s.Left, name), Rename(s.Right, name)),
        BuilderNode b => new BuilderNode(Rename(b.Variable, name), Rename(b.Condition, name)),
        MatrixNode m => new MatrixNode([.. m.Rows.Select(r => All(r, name))]),
        _ => node,
    };

    private static Node[] All(Node[] nodes, Func<string, string> name) => [.. nodes.Select(n => Rename(n, name))];

    private static bool All(IReadOnlyList<Node> nodes, ISet<string> names)
    {
        var complex = false;
        foreach (var node in nodes)
        {
            complex |= Collect(node, names);
        }

        return complex;
    }
}
