using Ponder.Verification.Mathematics.Expressions;
using Ponder.Verification.Mathematics.Numeric;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Comparison;

/// <summary>
/// Reads intervals, unions, inequalities in one variable, <c>|x| &gt; 1</c>, <c>x ≠ 0</c>, <c>x ∈ S</c> and <c>{x | …}</c> as sets of real numbers.
/// </summary>
internal sealed partial class RealSets(Budget fuel)
{
    private const int MaxPieces = 60;
    private int _depth;

    /// <summary>The set; null where the node describes none, or its bounds cannot be ordered.</summary>
    public RealSet? Of(Node node)
    {
        if (++_depth > 40)
        {
            return null;
        }

        fuel.Spend(4);
        var set = node switch
        {
            BracketNode { Items: [var low, var high] } b => Interval(low, high, b.Open == '[', b.Close == ']'),
            NamedSetNode { Name: 'ℝ' } => new RealSet([Piece.Line], null),
            NamedSetNode { Name: '∅' } => new RealSet([], null),
            TextNode text when SetWords.Of(text.Value) is { } named => Of(named),
            SetNode s => Points(s.Items),
            SetOperationNode s => Operation(s),
            BuilderNode b => Builder(b),
            RelationNode r => Relation(r),
            ListNode { Items: [RelationNode, ..] } l => Alternatives(l),
            _ => null,
        };
        _depth--;
        return set;
    }

    /// <summary>−1, 0 or 1; null where the order cannot be decided.</summary>
    public int? Order(Node a, Node b)
    {
        if (a is NumberNode x && b is NumberNode y)
        {
            return Algebra.Canonical.Compare(x.Value, y.Value);
        }

        var evaluator = new Evaluator(new Dictionary<string, Rational>(), fuel);
        if (evaluator.Of(a) is not { IsReal: true } left || evaluator.Of(b) is not { IsReal: true } right)
        {
            return null;
        }

        var difference = left.Real.Minus(right.Real);
        return difference.IsPositive ? 1 : difference.IsNegative ? -1 : 0;
    }

    private RealSet? Interval(Node low, Node high, bool lowClosed, bool highClosed)
    {
        var (from, to) = (Bound(low, -1), Bound(high, 1));
        if (from.Bad || to.Bad)
        {
            return null;
        }

        if (from.Value is { } a && to.Value is { } b)
        {
            if (Order(a, b) is not { } order || order > 0)
            {
                return null;
            }

            if (order == 0)
            {
                return lowClosed && highClosed ? new RealSet([Piece.Point(a)], null) : new RealSet([], null);
            }
        }

        return new RealSet([new Piece(from.Value, to.Value, lowClosed && from.Value is not null, highClosed && to.Value is not null)], null);
    }

    // The value of a bound; null for the infinity of the right sign.
    private static (Node? Value, bool Bad) Bound(Node node, int sign) => node switch
    {
        ConstantNode { Kind: Constant.Infinity } => (null, sign < 0),
        ProductNode { Factors: [NumberNode { Value: var v }, ConstantNode { Kind: Constant.Infinity }] } => (null, v.Sign != sign),
        _ => (node, Names.HasVariables(node)),
    };

    private RealSet? Points(Node[] items)
    {
        RealSet? set = new([], null);
        foreach (var item in items)
        {
            if (Names.HasVariables(item) || item is BracketNode or SetNode or RelationNode or TextNode or ListNode || set is null)
            {
                return null;
            }

            set = Union(set, new RealSet([Piece.Point(item)], null));
        }

        return set;
    }

    private RealSet? Operation(SetOperationNode node)
    {
        if (Of(node.Left) is not { } left || Of(node.Right) is not { } right)
        {
            return null;
        }

        return node.Kind switch
        {
            SetOperation.Union => Union(left, right),
            SetOperation.Intersection => Intersection(left, right),
            _ => Intersection(left, Complement(right)),
        };
    }

    private RealSet? Builder(BuilderNode node)
    {
        if (Of(node.Condition) is not { } set || set.Variable is null)
        {
            return null;
        }

        var variable = node.Variable is RelationNode { Kinds: [RelationKind.In], Sides: [var v, NamedSetNode { Name: 'ℝ' }] } ? v : node.Variable;
        return variable.ToString() == set.Variable ? set with { Variable = null } : null;
    }

    // x < 1 or x > 2 is a union; "and" and a comma between bounds of both sides an intersection.
    private RealSet? Alternatives(ListNode list)
    {
        RealSet? result = null;
        foreach (var item in list.Items)
        {
            if (item is NamedSetNode || Of(item) is not { Variable: not null } set || (result is not null && result.Variable != set.Variable))
            {
                return null;
            }

            var next = result is null ? set : list.And && IsOneSided(result) && IsOneSided(set) ? Intersection(result, set) : Union(result, set);
            result = next is null ? null : next with { Variable = set.Variable };
            if (result is null)
            {
                return null;
            }
        }

        return result;
    }

    private static bool IsOneSided(RealSet set) => set.Pieces is [{ Low: null } or { High: null }] || (set.Pieces.Count == 2 && set.Pieces[0].Low is null && set.Pieces[1].High is null);

    private RealSet? Relation(RelationNode node)
    {
        if (node.Kinds is [RelationKind.In or RelationKind.NotIn])
        {
            return Of(node.Sides[1] is SymbolNode { Name: "R" or "vec R" } ? new NamedSetNode('ℝ') : node.Sides[1]) is { } member && Names.IsName(node.Sides[0]) && (node.Kinds[0] == RelationKind.In ? member : Complement(member)) is { } set
                ? set with { Variable = node.Sides[0].ToString() }
                : null;
        }

        RealSet? result = null;
        for (var i = 0; i < node.Kinds.Length; i++)
        {
            if (Link(node.Sides[i], node.Kinds[i], node.Sides[i + 1]) is not { } link || (result is not null && result.Variable != link.Variable))
            {
                return null;
            }

            var both = result is null ? link : Intersection(result, link);
            result = both is null ? null : both with { Variable = link.Variable };
            if (result is null)
            {
                return null;
            }
        }

        return result;
    }

    private RealSet? Link(Node left, RelationKind kind, Node right)
    {
        if (kind is RelationKind.Equal or RelationKind.Approximate or RelationKind.Other or RelationKind.Congruent or RelationKind.Subset)
        {
            return null;
        }

        if (!Names.HasVariables(left) && Names.HasVariables(right))
        {
            return Link(right, Flip(kind), left);
        }

        if (!Names.HasVariables(left))
        {
            return null;
        }

        if (Names.HasVariables(right))
        {
            return Polynomials(left, kind, right);
        }

        if (left is FunctionNode { Name: "abs", Arguments: [var inside] } && !Names.IsName(left))
        {
            return Absolute(inside, kind, right);
        }

        return Linear(left, kind, right) ?? Polynomials(left, kind, right);
    }

    private RealSet? Polynomials(Node left, RelationKind kind, Node right)
    {
        if (new RationalInequality(fuel).Solve(left, kind, right) is not { } solution)
        {
            return null;
        }

        RealSet? set = new([], solution.Variable);
        foreach (var piece in solution.Pieces)
        {
            set = set is null ? null : Union(set, new RealSet([piece], solution.Variable));
        }

        return set;
    }

    // a x + b ⋚ c with numbers a, b.
    private static RealSet? Linear(Node left, RelationKind kind, Node right)
    {
        var (variable, slope, offset) = (left, (Rational)1, (Rational)0);
        if (!IsVariable(left))
        {
            if (LinearForm.Of(left) is not { } form)
            {
                return null;
            }

            (variable, slope, offset) = form;
            right = right is NumberNode number
                ? new NumberNode((number.Value - offset) / slope)
                : new ProductNode([new SumNode([right, new NumberNode(-offset)]), new NumberNode(1 / slope)]);
            kind = slope.Sign < 0 ? Flip(kind) : kind;
        }

        var (infinite, value) = right is ConstantNode { Kind: Constant.Infinity } or ProductNode { Factors: [_, ConstantNode { Kind: Constant.Infinity }] } ? (true, (Node?)null) : (false, right);
        if (infinite)
        {
            return new RealSet([Piece.Line], variable.ToString());
        }

        IReadOnlyList<Piece> pieces = kind switch
        {
            RelationKind.Less or RelationKind.LessOrEqual => [new Piece(null, value, false, kind == RelationKind.LessOrEqual)],
            RelationKind.Greater or RelationKind.GreaterOrEqual => [new Piece(value, null, kind == RelationKind.GreaterOrEqual, false)],
            _ => [new Piece(null, value, false, false), new Piece(value, null, false, false)],
        };
        return new RealSet(pieces, variable.ToString());
    }

    private RealSet? Absolute(Node inside, RelationKind kind, Node bound)
    {
        var negative = new ProductNode([NumberNode.MinusOne, bound]);
        if (bound is not NumberNode { Value.Sign: > 0 } && Order(bound, NumberNode.Zero) is not > 0)
        {
            return null;
        }

        var (upper, lower) = (Linear(inside, kind, bound), Linear(inside, Flip(kind), bound is NumberNode n ? new NumberNode(-n.Value) : negative));
        if (upper is null || lower is null)
        {
            return null;
        }

        var set = kind is RelationKind.Less or RelationKind.LessOrEqual or RelationKind.NotEqual ? Intersection(upper, lower) : Union(upper, lower);
        return set is null ? null : set with { Variable = upper.Variable };
    }

    private static bool IsVariable(Node node) => node is SymbolNode or FunctionNode { Applied: true } || (node is FunctionNode { Name: "abs" } && Names.IsName(node));

    private static RelationKind Flip(RelationKind kind) => kind switch
    {
        RelationKind.Less => RelationKind.Greater,
        RelationKind.LessOrEqual => RelationKind.GreaterOrEqual,
        RelationKind.Greater => RelationKind.Less,
        RelationKind.GreaterOrEqual => RelationKind.LessOrEqual,
        _ => kind,
    };
}
