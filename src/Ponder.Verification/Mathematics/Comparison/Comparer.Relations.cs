using Ponder.Verification.Mathematics.Algebra;
using Ponder.Verification.Mathematics.Expressions;
using Ponder.Verification.Mathematics.Numeric;

namespace Ponder.Verification.Mathematics.Comparison;

/// <content>Equations, inequalities and named values.</content>
internal sealed partial class Comparer
{
    private bool Relations(Node gold, Node prediction)
    {
        // x ∈ {1, 2} states the elements.
        if (prediction is RelationNode { Kinds: [RelationKind.In], Sides: [var left, SetNode or SetOperationNode or BracketNode or NamedSetNode] } member && Names.IsName(left)
            && gold is ListNode { Items: [not RelationNode, ..] })
        {
            return Is(Equal(gold, member.Sides[1]), "elements of the set");
        }

        if (gold is ListNode || prediction is ListNode)
        {
            return Named(gold, prediction);
        }

        return (gold, prediction) switch
        {
            (RelationNode a, RelationNode b) => Both(a, b),
            (RelationNode a, _) => Values(a) is { } values && Is(values.Any(v => Equal(v, prediction)), "right side of the reference"),
            (_, RelationNode b) => Values(b) is { } values && Is(values.Any(v => Equal(gold, v)), "right side of the prediction"),
            _ => false,
        };
    }

    // The values that a relation states: x = 5 states 5; 2x = 10 and x > 5 state none.
    private Node[]? Values(RelationNode relation)
    {
        if (relation.Kinds is [RelationKind.In] && Names.IsName(relation.Sides[0]))
        {
            return [relation.Sides[1]];
        }

        if (!relation.Kinds.All(k => k is RelationKind.Equal or RelationKind.Approximate or RelationKind.Congruent))
        {
            return null;
        }

        var (first, last) = (relation.Sides[0], relation.Sides[^1]);
        var named = Names.IsName(first);
        if (!named && Names.IsName(last) && relation.Sides.Length == 2)
        {
            return [first];
        }

        if (!named && Names.HasVariables(first))
        {
            return null;
        }

        // 2/3 ≈ 0.67: the exact side counts as well as the rounded one, where the one is near the other.
        if (relation.Kinds[^1] == RelationKind.Approximate && !Names.HasVariables(relation.Sides[^2]) && !IsNear(relation.Sides[^2], last))
        {
            return null;
        }

        return relation.Kinds[^1] == RelationKind.Approximate && (relation.Sides.Length > 2 || !named) ? [last, relation.Sides[^2]] : [last];
    }

    private bool IsNear(Node exact, Node rounded)
    {
        if (Identity.Near(exact, fuel) is not { } a || Identity.Near(rounded, fuel) is not { } b)
        {
            return true;
        }

        var apart = a - b;
        return Canonical.Compare((apart.Sign < 0 ? -apart : apart) * 50, a.Sign < 0 ? -a : a) <= 0;
    }

    private bool Both(RelationNode gold, RelationNode prediction)
    {
        if (gold.Sides.Length == 2 && prediction.Sides.Length == 2)
        {
            if (IsEquation(gold) && IsEquation(prediction))
            {
                return Equations(gold, prediction);
            }

            return Inequalities(gold, prediction);
        }

        if (IsEquation(gold) && Values(gold) is [var x, ..] && IsEquation(prediction) && Values(prediction) is { } y)
        {
            return Is(y.Any(v => Equal(x, v)), "right sides");
        }

        return Is(Chain(gold, prediction) || Chain(gold, Reverse(prediction)), "same chain");
    }

    private bool Chain(RelationNode gold, RelationNode prediction) => gold.Kinds.SequenceEqual(prediction.Kinds) && InOrder(gold.Sides, prediction.Sides);

    private static bool IsEquation(RelationNode relation) => relation.Kinds.All(k => k is RelationKind.Equal or RelationKind.Approximate);

    private static RelationNode Reverse(RelationNode relation) => new([.. relation.Sides.Reverse()], [.. relation.Kinds.Reverse().Select(Flip)]);

    private static RelationKind Flip(RelationKind kind) => kind switch
    {
        RelationKind.Less => RelationKind.Greater,
        RelationKind.LessOrEqual => RelationKind.GreaterOrEqual,
        RelationKind.Greater => RelationKind.Less,
        RelationKind.GreaterOrEqual => RelationKind.LessOrEqual,
        _ => kind,
    };

    private bool Equations(RelationNode gold, RelationNode prediction)
    {
        if (Names.IsName(gold.Sides[0]) && Names.IsName(prediction.Sides[0]))
        {
            if (Equal(gold.Sides[1], prediction.Sides[1]) && (Names.Same(gold.Sides[0], prediction.Sides[0]) || !Names.HasVariables(gold.Sides[1]) || IsGraph(gold.Sides[0], prediction.Sides[0]) || IsGraph(prediction.Sides[0], gold.Sides[0])))
            {
                return Is(true, "right sides");
            }
        }

        if (IsSetLike(gold.Sides[1]) || IsSetLike(prediction.Sides[1]))
        {
            return Is(Names.Same(gold.Sides[0], prediction.Sides[0]) && Equal(gold.Sides[1], prediction.Sides[1]), "right sides");
        }

        return Is(Factor(gold, prediction) is not null, "equations up to a factor") || FunctionsOf(gold, prediction);
    }

    // f(x) and y.
    private static bool IsGraph(Node function, Node name) => function is FunctionNode { Applied: true, Arguments: [SymbolNode { Name: not "y" }] } && name is SymbolNode { Name: "y" };

    // f(x) = x + 1 and f(t) = t + 1.
    private bool FunctionsOf(RelationNode gold, RelationNode prediction)
    {
        if (gold.Sides[0] is not FunctionNode { Applied: true, Arguments: [SymbolNode a] } f || prediction.Sides[0] is not FunctionNode { Applied: true, Arguments: [SymbolNode b] } g
            || f.Name != g.Name || a.Name == b.Name)
        {
            return false;
        }

        return Is(Equal(gold.Sides[1], Symbols.Rename(prediction.Sides[1], n => n == b.Name ? a.Name : n == a.Name ? b.Name : n)), "renamed argument");
    }

    private bool Inequalities(RelationNode gold, RelationNode prediction)
    {
        var (a, b) = (gold.Kinds[0], prediction.Kinds[0]);
        if (a is RelationKind.In or RelationKind.NotIn || b is RelationKind.In or RelationKind.NotIn)
        {
            return Is(a == b && Equal(gold.Sides[0], prediction.Sides[0]) && Equal(gold.Sides[1], prediction.Sides[1]), "same set");
        }

        if (Factor(gold, prediction) is not { } factor)
        {
            return Is(false, "inequalities up to a factor");
        }

        return Is(b == a && (a is RelationKind.NotEqual || factor > 0) || (b == Flip(a) && factor < 0), "inequalities up to a factor");
    }

    // The sign of c in (l − r) = c (l' − r'), or null when there is no such number.
    private int? Factor(RelationNode gold, RelationNode prediction)
    {
        if (Forms.Of(Side(gold)) is not { } a || Forms.Of(Side(prediction)) is not { } b)
        {
            return null;
        }

        return Proportion.Of(a, b, Forms, fuel);
    }

    private static SumNode Side(RelationNode relation) => new([relation.Sides[0], new ProductNode([NumberNode.MinusOne, relation.Sides[1]])]);

    // a = 3, b = 4 and the like.
    private bool Named(Node gold, Node prediction)
    {
        var (a, b) = (Assignments.Of(gold), Assignments.Of(prediction));
        if (a is not null && b is not null && a.Distinct && b.Distinct && a.Names.Length == b.Names.Length)
        {
            return Is(a.Matches(b, Equal), "named values");
        }

        // (p, q, r) = (3, 2, 7) and (3, 2, 7) against p = 3, q = 2, r = 7.
        if (a is { Distinct: true } && b is null)
        {
            return Is(Equal(new BracketNode('(', ')', a.Values), Stated(prediction)), "named values in order");
        }

        if (b is { Distinct: true } && a is null)
        {
            var stated = Stated(gold);
            return Is(stated is BracketNode ? Equal(stated, new BracketNode('(', ')', b.Values)) : Equal(stated, new ListNode(b.Values, and: true)), "named values in order");
        }

        if (a is null && b is null)
        {
            return Is(Matching(Items(gold) ?? [gold], Items(prediction) ?? [prediction]), "same statements");
        }

        return Is(Equal(a?.AsList() ?? Stated(gold), b?.AsList() ?? Stated(prediction)), "same values");
    }

    private Node Stated(Node node) => node is RelationNode relation && Values(relation) is [var value, ..] ? value : node;
}
