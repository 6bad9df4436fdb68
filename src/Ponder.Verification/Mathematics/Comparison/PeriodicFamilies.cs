using System.Numerics;
using Ponder.Verification.Mathematics.Algebra;
using Ponder.Verification.Mathematics.Expressions;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Comparison;

/// <summary>
/// Solutions with a parameter for every whole number, <c>π/4 + kπ</c>, <c>±π/3 + 2kπ</c>, <c>30° + 360°k</c>, as sets: two descriptions are equal when they
/// have the same values modulo their common period, whatever the parameter is called and wherever it starts.
/// </summary>
/// <param name="fuel">The budget.</param>
internal sealed class PeriodicFamilies(Budget fuel)
{
    private const int MaxResidues = 720;

    private Canonical? _canonical;

    private Canonical Forms => _canonical ??= new(new Atoms(), fuel);

    /// <summary>Whether both describe the same set; null where one of them is no family, so that another rule decides.</summary>
    /// <param name="gold">The reference, with the remark that its parameter is a whole number, if it has one.</param>
    /// <param name="prediction">The answer.</param>
    public bool? Equal(Node gold, Node prediction)
    {
        if (Read(gold, mustSay: true) is not { } expected || Read(prediction, mustSay: false) is not { } given
            || (expected.Name is not null && given.Name is not null && expected.Name != given.Name))
        {
            return null;
        }

        var unit = expected.Families[0].Period;
        var all = expected.Families.Concat(given.Families).Select(f => Ratio(f.Period, unit)).ToArray();
        if (all.Any(p => p is null or { IsZero: true }))
        {
            return null;
        }

        var common = all.Aggregate(Rational.FromInt64(1), (a, b) => LeastCommonMultiple(a, b!.Value));
        var bases = new List<Quotient>();
        return Residues(expected.Families, unit, common, bases) is { } x && Residues(given.Families, unit, common, bases) is { } y ? x.SetEquals(y) : null;
    }

    private static Rational LeastCommonMultiple(Rational a, Rational b)
    {
        BigInteger x = BigInteger.Abs(a.Numerator), y = BigInteger.Abs(b.Numerator);
        return new Rational(x / BigInteger.GreatestCommonDivisor(x, y) * y, BigInteger.GreatestCommonDivisor(a.Denominator, b.Denominator));
    }

    // Every value modulo the common period: which of the irrational bases, and how many units above it.
    private HashSet<(int Base, Rational Offset)>? Residues(List<(Quotient Offset, Quotient Period)> families, Quotient unit, Rational common, List<Quotient> bases)
    {
        var residues = new HashSet<(int, Rational)>();
        foreach (var (offset, period) in families)
        {
            var step = Ratio(period, unit)!.Value;
            var count = common / step;
            if (BigInteger.Abs(count.Numerator) > MaxResidues || Place(offset, unit, bases) is not { } place)
            {
                return null;
            }

            for (var i = 0; i < (int)BigInteger.Abs(count.Numerator); i++)
            {
                fuel.Spend(4);
                var value = place.Offset + (step * i);
                residues.Add((place.Base, value - (common * new Rational(Ring.Floor(value / common), 1))));
            }
        }

        return residues;
    }

    private (int Base, Rational Offset)? Place(Quotient offset, Quotient unit, List<Quotient> bases)
    {
        for (var i = 0; i < bases.Count; i++)
        {
            if (Minus(offset, bases[i]) is { } difference && Ratio(difference, unit) is { } ratio)
            {
                return (i, ratio);
            }
        }

        bases.Add(offset);
        return (bases.Count - 1, 0);
    }

    private Quotient? Minus(Quotient a, Quotient b) => Forms.Add(a, new Quotient(b.Top.Scale(-1), b.Bottom));

    private Rational? Ratio(Quotient a, Quotient b) => a.Top.IsZero ? Rational.Zero : Forms.Divide(a, b)?.Constant;

    // The families of an answer, and the name that it gives to their values.
    private (string? Name, List<(Quotient Offset, Quotient Period)> Families)? Read(Node node, bool mustSay)
    {
        var plain = Parameters.WithoutRange(node);
        var says = !ReferenceEquals(plain, node) || node is BuilderNode or SetNode { Items: [BuilderNode] };
        string? name = null;
        var families = new List<(Quotient, Quotient)>();
        foreach (var item in Items(PlusMinus.Expand(plain)))
        {
            var value = item;
            if (Stated(item) is RelationNode { Kinds: [RelationKind.Equal or RelationKind.In], Sides: [SymbolNode left, var right] })
            {
                if (name is not null && name != left.Name)
                {
                    return null;
                }

                (name, value) = (left.Name, right);
                says |= !left.Name.Contains('_', StringComparison.Ordinal) && char.IsAsciiLetterLower(left.Name[0]) && !Parameters.IsLetter(left.Name);
            }

            foreach (var part in Items(PlusMinus.Expand(value)))
            {
                if (families.Count >= 32 || Family(part, ref says) is not { } family)
                {
                    return null;
                }

                families.Add(family);
            }
        }

        return families.Count > 0 && (says || !mustSay) ? (name, families) : null;
    }

    private static Node[] Items(Node node) => node switch
    {
        ListNode list => list.Items,
        SetNode set => [.. set.Items.SelectMany(Items)],
        BuilderNode b when Parameters.IsRange(b.Condition) => Items(b.Variable),
        _ => [node],
    };

    // {x | x = a + kP, k ∈ ℤ} states what its condition states.
    private static Node Stated(Node item) => item is BuilderNode { Variable: SymbolNode variable, Condition: var condition }
        && Parameters.WithoutRange(condition) is RelationNode { Kinds: [RelationKind.Equal], Sides: [SymbolNode left, _] } relation && left.Name == variable.Name
        ? new RelationNode([relation.Sides[0], PlusMinus.Expand(relation.Sides[1])], relation.Kinds)
        : item;

    // a + kP with numbers a and P and one parameter; k beside π or degrees says that it is one, n and m may be given numbers.
    private (Quotient Offset, Quotient Period)? Family(Node node, ref bool says)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        Symbols.Collect(node, names);
        if (names.Count != 1 || !Parameters.IsLetter(names.Min!))
        {
            return null;
        }

        says |= names.Min is "k" or "K" && Parameters.IsPeriodic(node);
        if (At(node, names.Min!, 0) is not { } offset || At(node, names.Min!, 1) is not { } next || At(node, names.Min!, 2) is not { } third
            || Minus(next, offset) is not { Top.IsZero: false } period || Minus(third, next) is not { } again || Minus(again, period) is not { Top.IsZero: true })
        {
            return null;
        }

        return (offset, period);
    }

    private Quotient? At(Node node, string name, int value) => Forms.Of(Symbols.Replace(node, s => s.Name == name ? new NumberNode(value) : s));
}
