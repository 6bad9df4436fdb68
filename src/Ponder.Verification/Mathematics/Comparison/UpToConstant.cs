using Ponder.Verification.Mathematics.Algebra;
using Ponder.Verification.Mathematics.Expressions;
using Ponder.Verification.Mathematics.Numeric;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Comparison;

/// <summary>Antiderivatives: two answers are equal when their difference, without the letters for the constant, does not depend on any variable.</summary>
/// <param name="anywhere">Whether this holds for all answers; otherwise both must be written with a constant, the reference with <c>C</c>.</param>
/// <param name="fuel">The budget.</param>
internal sealed class UpToConstant(bool anywhere, Budget fuel)
{
    private static readonly Rational[] Places = [new(17, 11), new(61, 7), new(2, 9), new(-13, 8)];

    /// <summary>Whether the answers differ by a constant only.</summary>
    public bool Equal(Node gold, Node prediction)
    {
        var (a, b) = (Side(gold), Side(prediction));
        if (!IsScalar(a) || !IsScalar(b))
        {
            return false;
        }

        var (left, right) = (WithoutConstant(a), WithoutConstant(b));
        var names = new SortedSet<string>(StringComparer.Ordinal);
        Symbols.Collect(left.Body, names);
        if (names.Count == 0 || (!anywhere && !(left.Letter == "C" && right.Letter is not null && names.All(n => char.IsAsciiLetterLower(n[0])))))
        {
            return false;
        }

        var difference = new SumNode([left.Body, new ProductNode([NumberNode.MinusOne, right.Body])]);
        if (new Canonical(new Atoms(), fuel).Of(difference)?.Constant is not null)
        {
            return true;
        }

        return Array.Exists(Places, place => Identity.Equal(difference, Symbols.Replace(difference, _ => new NumberNode(place)), fuel));
    }

    // y = … and F(x) = … state their right side.
    private static Node Side(Node node) => node is RelationNode { Kinds: [RelationKind.Equal] } relation && Names.IsName(relation.Sides[0]) ? relation.Sides[1] : node;

    private static bool IsScalar(Node node) => node is NumberNode or SymbolNode or ConstantNode or SumNode or ProductNode or PowerNode or FunctionNode;

    private static (Node Body, string? Letter) WithoutConstant(Node node)
    {
        if (node is not SumNode sum || Array.FindLastIndex(sum.Terms, IsConstant) is not (>= 0 and var at))
        {
            return (node, null);
        }

        var rest = new SumNode([.. sum.Terms[..at], .. sum.Terms[(at + 1)..]]);
        var names = new SortedSet<string>(StringComparer.Ordinal);
        Symbols.Collect(rest, names);
        var letter = ((SymbolNode)sum.Terms[at]).Name;
        return names.Contains(letter) ? (node, null) : (rest, letter);
    }

    private static bool IsConstant(Node node) => node is SymbolNode { Name: "C" or "c" or "K" or "k" or "C_1" or "c_1" or "C_0" or "C'" or "const" };
}
