using Ponder.Verification.Mathematics.Expressions;

namespace Ponder.Verification.Mathematics.Comparison;

/// <summary>Integer parameters of periodic families, <c>π/4 + kπ, k ∈ ℤ</c>, and free variables under other names.</summary>
internal static class Parameters
{
    private static readonly HashSet<string> Letters = new(StringComparer.Ordinal) { "k", "n", "m", "l", "j", "N", "K" };

    /// <summary>Whether a letter is one of those that whole numbers go by.</summary>
    public static bool IsLetter(string name) => Letters.Contains(name);

    /// <summary>The answer without the remark that a parameter is a whole number.</summary>
    public static Node WithoutRange(Node node)
    {
        if (node is not ListNode list)
        {
            return node;
        }

        var rest = list.Items.Where(i => !IsRange(i)).ToArray();
        return rest.Length == 0 || rest.Length == list.Items.Length ? node : rest.Length == 1 ? rest[0] : new ListNode(rest, list.And);
    }

    /// <summary>
    /// The prediction with the reference's name for its one integer parameter; null where there is none. Only families with a period of π or of degrees
    /// count: everywhere else another name is another variable.
    /// </summary>
    public static Node? Renamed(Node gold, Node prediction)
    {
        if (!IsPeriodic(gold) || !IsPeriodic(prediction))
        {
            return null;
        }

        var (a, b) = (Of(gold), Of(prediction));
        if (a.Count != 1 || b.Count != 1 || a.Min == b.Min || !Letters.Contains(a.Min!) || !Letters.Contains(b.Min!))
        {
            return null;
        }

        return Symbols.Rename(prediction, n => n == b.Min ? a.Min! : n);
    }

    /// <summary>The prediction with its variables renamed, in alphabetical order, to those of the reference; null where their numbers differ.</summary>
    public static Node? AllRenamed(Node gold, Node prediction)
    {
        var (a, b) = (Of(gold).ToArray(), Of(prediction).ToArray());
        return a.Length != b.Length ? null : Symbols.Rename(prediction, n => Array.IndexOf(b, n) is >= 0 and var i ? a[i] : n);
    }

    /// <summary>k ∈ ℤ, "k is an integer", "k 为整数".</summary>
    public static bool IsRange(Node node) => node switch
    {
        RelationNode { Kinds: [RelationKind.In], Sides: [SymbolNode, NamedSetNode { Name: 'ℤ' or 'ℕ' }] } => true,
        TextNode text => IsRemark(text.Value),
        ProductNode { Factors: [SymbolNode, TextNode text] } => IsRemark(text.Value),
        QuantityNode { Value: SymbolNode, Unit.Text: var words } => IsRemark(words),
        _ => false,
    };

    private static bool IsRemark(string words) => words.Contains("integer", StringComparison.OrdinalIgnoreCase) || words.Contains("整数", StringComparison.Ordinal);

    private static SortedSet<string> Of(Node node)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        Symbols.Collect(node, names);
        return names;
    }

    /// <summary>Whether π or degrees occur.</summary>
    public static bool IsPeriodic(Node node) => node is ConstantNode { Kind: Constant.Pi } or QuantityNode { Unit.Dimension: "angle^1" } || Symbols.Children(node).Any(IsPeriodic);
}
