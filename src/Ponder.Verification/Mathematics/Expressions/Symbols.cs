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
    public static Node Rename(Node node, Func<string, string> name) => Replace(node, s => new SymbolNode(name(s.Name)));

    /// <summary>The expression with something in place of each variable.</summary>
    public static Node Replace(Node node, Func<SymbolNode, Node> value) => node switch
    {
        SymbolNode s => value(s),
        SumNode s => new SumNode(All(s.Terms, value)),
        ProductNode p => new ProductNode(All(p.Factors, value)),
        PowerNode p => new PowerNode(Replace(p.Base, value), Replace(p.Exponent, value)),
        FunctionNode f => new FunctionNode(f.Name, All(f.Arguments, value), f.Applied),
        PlusMinusNode p => new PlusMinusNode(Replace(p.Operand, value), p.MinusFirst),
        PercentNode p => new PercentNode(Replace(p.Value, value)),
        QuantityNode q => new QuantityNode(Replace(q.Value, value), q.Unit),
        RatioNode r => new RatioNode(All(r.Parts, value), r.Clock),
        BracketNode b => new BracketNode(b.Open, b.Close, All(b.Items, value)),
        SetNode s => new SetNode(All(s.Items, value)),
        ListNode l => new ListNode(All(l.Items, value), l.And),
        RelationNode r => new RelationNode(All(r.Sides, value), r.Kinds),
        SetOperationNode s => new SetOperationNode(s.Kind, Replace(s.Left, value), Replace(s.Right, value)),
        BuilderNode b => new BuilderNode(Replace(b.Variable, value), Replace(b.Condition, value)),
        MatrixNode m => new MatrixNode([.. m.Rows.Select(r => All(r, value))]),
        _ => node,
    };

    private static Node[] All(Node[] nodes, Func<SymbolNode, Node> value) => [.. nodes.Select(n => Replace(n, value))];

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
