using System.Numerics;

namespace Ponder.Verification.Proofs;

/// <summary>A set of whole numbers that solve something: all of them, or finitely many.</summary>
internal sealed class IntegerSolutions
{
    private readonly SortedSet<BigInteger>? _numbers;

    private IntegerSolutions(SortedSet<BigInteger>? numbers) => _numbers = numbers;

    /// <summary>Every whole number.</summary>
    public static IntegerSolutions All { get; } = new(numbers: null);

    /// <summary>No number.</summary>
    public static IntegerSolutions None { get; } = new([]);

    /// <summary>The numbers of either set.</summary>
    public IntegerSolutions Or(IntegerSolutions other) =>
        _numbers is null || other._numbers is null ? All : new IntegerSolutions([.. _numbers, .. other._numbers]);

    /// <summary>Whether both hold the same numbers.</summary>
    public bool Same(IntegerSolutions other) =>
        _numbers is null || other._numbers is null ? _numbers == other._numbers : _numbers.SetEquals(other._numbers);

    /// <inheritdoc/>
    public override string ToString() => _numbers is null ? "all" : $"{{{string.Join(", ", _numbers)}}}";

    /// <summary>The whole numbers at which a polynomial in at most one variable is zero; null where the fuel ended.</summary>
    /// <param name="coefficients">From the constant upwards; empty for zero.</param>
    /// <param name="fuel">The budget.</param>
    /// <remarks>
    /// Between neighbouring roots of the derivative a polynomial is monotone, so one bisection over whole numbers finds its sign
    /// change. The derivative's roots come from the same procedure one degree lower.
    /// </remarks>
    public static IntegerSolutions? Roots(BigInteger[] coefficients, Fuel fuel)
    {
        if (coefficients.Length == 0)
        {
            return All;
        }

        // Degree d needs d derivatives and d(d+1)/2 bisections over d coefficients.
        if (!fuel.Burn((long)coefficients.Length * coefficients.Length * coefficients.Length))
        {
            return null;
        }

        var cells = new SortedSet<BigInteger>();
        for (var order = coefficients.Length - 2; order >= 0; order--)
        {
            if (Refine(Derivative(coefficients, order), cells, fuel) is not { } refined)
            {
                return null;
            }

            cells = refined;
        }

        return new IntegerSolutions([.. cells.SelectMany(k => new[] { k, k + 1 }).Where(k => Value(coefficients, k).IsZero)]);
    }

    // Cells [k, k+1] that hold all real roots of the polynomial, given those of its derivative.
    private static SortedSet<BigInteger>? Refine(BigInteger[] polynomial, SortedSet<BigInteger> cells, Fuel fuel)
    {
        var bound = polynomial.Take(polynomial.Length - 1).Select(BigInteger.Abs).DefaultIfEmpty(BigInteger.Zero).Max() / BigInteger.Abs(polynomial[^1]) + 2;
        var result = new SortedSet<BigInteger>(cells);
        var low = -bound;
        foreach (var cell in cells.Append(bound))
        {
            if (low < cell && SignChange(polynomial, low, cell, fuel) is { } found)
            {
                result.Add(found);
            }

            if (fuel.IsEmpty)
            {
                return null;
            }

            low = BigInteger.Max(low, cell + 1);
        }

        return result;
    }

    private static BigInteger? SignChange(BigInteger[] polynomial, BigInteger low, BigInteger high, Fuel fuel)
    {
        var left = Value(polynomial, low).Sign;
        if (left == 0)
        {
            return low;
        }

        var right = Value(polynomial, high).Sign;
        if (right == 0)
        {
            return high;
        }

        if (left == right)
        {
            return null;
        }

        while (high - low > 1)
        {
            if (!fuel.Burn(polynomial.Length * (1 + high.GetBitLength() / 64)))
            {
                return null;
            }

            var middle = low + ((high - low) >> 1);
            if (Value(polynomial, middle).Sign == left)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static BigInteger[] Derivative(BigInteger[] polynomial, int order)
    {
        for (; order > 0; order--)
        {
            var source = polynomial;
            polynomial = [.. Enumerable.Range(1, source.Length - 1).Select(i => i * source[i])];
        }

        return polynomial;
    }

    private static BigInteger Value(BigInteger[] polynomial, BigInteger at) =>
        polynomial.Reverse().Aggregate(BigInteger.Zero, (sum, c) => sum * at + c);
}
