using Ponder.Verification.Mathematics.Expressions;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Comparison;

/// <summary>Reads <c>a·x + b</c> with one variable and rational numbers.</summary>
internal static class LinearForm
{
    /// <summary>Variable, slope (not zero) and offset; null where the expression is of another form.</summary>
    public static (Node Variable, Rational Slope, Rational Offset)? Of(Node node) =>
        Read(node) is { Variable: { } variable, Slope: { IsZero: false } slope } form ? (variable, slope, form.Offset) : null;

    private static (Node? Variable, Rational Slope, Rational Offset)? Read(Node node)
    {
        switch (node)
        {
            case NumberNode n:
                return (null, 0, n.Value);
            case SymbolNode:
                return (node, 1, 0);
            case SumNode sum:
                (Node? Variable, Rational Slope, Rational Offset) total = (null, 0, 0);
                foreach (var term in sum.Terms)
                {
                    if (Read(term) is not { } part || (part.Variable is not null && total.Variable is not null && part.Variable.ToString() != total.Variable.ToString()))
                    {
                        return null;
                    }

                    total = (total.Variable ?? part.Variable, total.Slope + part.Slope, total.Offset + part.Offset);
                }

                return total;
            case ProductNode product:
                (Node? Variable, Rational Slope, Rational Offset) result = (null, 0, 1);
                foreach (var factor in product.Factors)
                {
                    if (Read(factor) is not { } part || (part.Variable is not null && result.Variable is not null))
                    {
                        return null;
                    }

                    var scale = part.Variable is null ? part.Offset : result.Offset;
                    result = part.Variable is null
                        ? (result.Variable, result.Slope * scale, result.Offset * scale)
                        : (part.Variable, part.Slope * scale, part.Offset * scale);
                }

                return result;
            case PowerNode { Base: var divisor, Exponent: NumberNode { Value: var exponent } } when exponent == -1 && Read(divisor) is { Variable: null, Offset: { IsZero: false } value }:
                return (null, 0, 1 / value);
            default:
                return null;
        }
    }
}
