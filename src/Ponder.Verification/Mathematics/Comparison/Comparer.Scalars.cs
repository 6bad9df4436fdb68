using Ponder.Verification.Mathematics.Algebra;
using Ponder.Verification.Mathematics.Expressions;
using Ponder.Verification.Mathematics.Numeric;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Comparison;

/// <content>Numbers and expressions, units, texts of one letter.</content>
internal sealed partial class Comparer
{
    private bool Scalars(Node gold, Node prediction)
    {
        if (gold is NumberNode a && prediction is NumberNode b && rules.Precision is null)
        {
            return Is(a.Value == b.Value || Rounded(gold, prediction, a.Value, b.Value), "equal numbers");
        }

        // Rational functions that differ at one point differ; canonical forms are dearer.
        var variables = Names.HasVariables(gold) || Names.HasVariables(prediction);
        if (variables && rules.Precision is null && ModularIdentity.Compare(gold, prediction, 1, fuel) is false)
        {
            return Is(false, "modular identity");
        }

        if (Forms.Of(gold) is not { } left || Forms.Of(prediction) is not { } right)
        {
            return Is(variables && Identical(gold, prediction), "modular identity");
        }

        if (left.Constant is { } x && right.Constant is { } y)
        {
            return Is(x == y || Rounded(gold, prediction, x, y), "equal numbers");
        }

        if (Forms.Difference(left, right) is { } difference)
        {
            if (difference.IsZero)
            {
                return Is(true, "equal canonical forms");
            }

            if (Forms.IsDecisive(difference))
            {
                return Is(!Names.HasVariables(gold) && (IsDecimal(gold) || IsDecimal(prediction)) && Numerically(gold, prediction), "equal canonical forms");
            }
        }

        return variables && Identical(gold, prediction) ? Is(true, "modular identity") : Is(Numerically(gold, prediction), "equal intervals");
    }

    // Polynomials beyond the size of canonical forms: residues at all points, and intervals that do not speak against it.
    private bool Identical(Node gold, Node prediction) =>
        ModularIdentity.Compare(gold, prediction, ModularIdentity.AllPoints, fuel) is true && !Identity.Contradicts(gold, prediction, fuel);

    private bool Numerically(Node gold, Node prediction)
    {
        if (rules.Precision is { } digits && (IsDecimal(gold) || IsDecimal(prediction)))
        {
            return Identity.Near(gold, fuel) is { } a && Identity.Near(prediction, fuel) is { } b && Rounding.Round(a, digits) == Rounding.Round(b, digits);
        }

        return Identity.Equal(gold, prediction, fuel) || (prediction is NumberNode number && IsRounding(gold, number)) || (gold is NumberNode reference && IsRounding(prediction, reference));
    }

    private bool Rounded(Node gold, Node prediction, Rational x, Rational y)
    {
        if (rules.Precision is { } digits && (IsDecimal(gold) || IsDecimal(prediction)))
        {
            return Rounding.Round(x, digits) == Rounding.Round(y, digits);
        }

        // A fraction without a finite decimal expansion may be rounded, a finite one may not.
        return (prediction is NumberNode number && !Rounding.IsFinite(x) && IsRounding(gold, number)) || (gold is NumberNode reference && !Rounding.IsFinite(y) && IsRounding(prediction, reference));
    }

    // 0.667 for 2/3: three digits or more, and the exact value rounds to them.
    private bool IsRounding(Node exact, NumberNode rounded)
    {
        if (!rules.AcceptRounded || rounded.Decimals is not { } decimals || rounded.Significant < 3 || decimals < 2)
        {
            return false;
        }

        var half = new Rational(1, 2 * System.Numerics.BigInteger.Pow(10, Math.Min(decimals, 1_000)));
        return Identity.IsWithin(exact, rounded.Value - half, rounded.Value + half, fuel);
    }

    private static bool IsDecimal(Node node) => node is NumberNode { Decimals: not null };

    // 5 m beside 5 km: the letter is a unit when the other side carries one of its kind.
    private static QuantityNode? WithLetter(Node node, QuantityNode other) =>
        node is ProductNode { Factors: [NumberNode value, SymbolNode letter] } && other.Unit.Known && Units.UnitReader.Read(letter.Name) is { Known: true } unit
            && unit.Dimension == other.Unit.Dimension
            ? new QuantityNode(value, unit)
            : null;

    private static bool IsGeneric(Units.Unit generic, Units.Unit other) => generic.Dimension switch
    {
        "unit^1" => !other.Known || (other.Dimension.EndsWith("^1", StringComparison.Ordinal) && !other.Dimension.Contains(' ', StringComparison.Ordinal)),
        "unit^2" => other.Dimension == "length^2",
        "unit^3" => other.Dimension == "length^3",
        _ => false,
    };

    private bool Quantities(Node gold, Node prediction)
    {
        var (a, b) = (gold as QuantityNode, prediction as QuantityNode);
        a ??= b is null ? null : WithLetter(gold, b);
        b ??= a is null ? null : WithLetter(prediction, a);
        if (a is null || b is null)
        {
            return Equal(a?.Value ?? gold, b?.Value ?? prediction);
        }

        var (u, v) = (a.Unit, b.Unit);
        if (u.Dimension == v.Dimension)
        {
            return u.Factor == v.Factor
                ? Equal(a.Value, b.Value)
                : Is(Equal(new ProductNode([a.Value, new NumberNode(u.Factor)]), new ProductNode([b.Value, new NumberNode(v.Factor)])), "converted units");
        }

        // Square units may be square centimetres; units may be anything that is no power.
        if (IsGeneric(u, v) || IsGeneric(v, u) || u.Dimension.Length == 0 || v.Dimension.Length == 0)
        {
            return Equal(a.Value, b.Value);
        }

        if ((u.Dimension, v.Dimension) is ("angle^1", "radian^1") or ("radian^1", "angle^1"))
        {
            return Is(Scalars(Canonical.InRadians(a), Canonical.InRadians(b)), "converted units");
        }

        // Words that are no units of measure: one may say more than the other.
        if (!u.Known && !v.Known)
        {
            var words = u.Dimension[1..].Split(' ');
            return v.Dimension[1..].Split(' ').Intersect(words, StringComparer.Ordinal).Any() ? Equal(a.Value, b.Value) : Is(false, "same unit");
        }

        return Is(false, "same unit");
    }
}
