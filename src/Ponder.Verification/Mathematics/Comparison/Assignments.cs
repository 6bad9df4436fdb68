using Ponder.Verification.Mathematics.Expressions;

namespace Ponder.Verification.Mathematics.Comparison;

/// <summary>A list of named values, <c>a = 3, b = 4</c> or <c>x = 1 or x = 2</c>.</summary>
internal sealed class Assignments
{
    private Assignments(string[] names, Node[] values) => (Names, Values) = (names, values);

    public string[] Names { get; }

    public Node[] Values { get; }

    /// <summary>Whether every name occurs once; otherwise the values are alternatives.</summary>
    public bool Distinct => Names.Length > 1 && Names.Distinct(StringComparer.Ordinal).Count() == Names.Length;

    /// <summary>Reads a list; null when it is not one of named values. <c>x = 1, 2</c> names both.</summary>
    public static Assignments? Of(Node node)
    {
        // (a, b) = (2, 3) names both.
        if (node is RelationNode { Kinds: [RelationKind.Equal], Sides: [BracketNode left, BracketNode right] } && left.Items.Length == right.Items.Length && Array.TrueForAll(left.Items, i => i is SymbolNode))
        {
            return new Assignments([.. left.Items.Select(i => i.ToString())], right.Items);
        }

        var items = node is ListNode list ? list.Items : [node];
        var names = new List<string>();
        var values = new List<Node>();
        foreach (var item in items)
        {
            if (item is RelationNode { Kinds: [RelationKind.Equal or RelationKind.Approximate] } relation && Comparison.Names.IsName(relation.Sides[0]))
            {
                names.Add(relation.Sides[0].ToString());
                values.Add(relation.Sides[1]);
            }
            else if (names.Count > 0 && item is not RelationNode)
            {
                names.Add(names[^1]);
                values.Add(item);
            }
            else
            {
                return null;
            }
        }

        return names.Count == 0 ? null : new Assignments([.. names], [.. values]);
    }

    /// <summary>The values as alternatives.</summary>
    public Node AsList() => Values.Length == 1 ? Values[0] : new ListNode(Values, and: false);

    /// <summary>Whether the same names have equal values.</summary>
    public bool Matches(Assignments other, Func<Node, Node, bool> equal)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            var j = Array.IndexOf(other.Names, Names[i]);
            if (j < 0 || !equal(Values[i], other.Values[j]))
            {
                return false;
            }
        }

        return true;
    }
}
