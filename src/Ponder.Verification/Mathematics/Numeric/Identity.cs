using Ponder.Verification.Mathematics.Expressions;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Numeric;

/// <summary>
/// Decides equality by intervals: different where the intervals are apart, equal where they agree to many digits at every point at which both sides are
/// defined and real. Points are fixed, so that verdicts repeat.
/// </summary>
internal static class Identity
{
    // Bits of agreement, relative to the size of the values.
    private const int Agreement = 140;
    private const int MaxSymbols = 8;
    private const int Needed = 3;

    private static readonly (int Top, int Bottom)[] Seeds =
    [
        (17, 11), (23, 29), (5, 3), (71, 97), (13, 4), (8, 31), (37, 19), (3, 43), (59, 23), (41, 47), (2, 7), (101, 61),
    ];

    /// <summary>Whether both expressions are the same function; false also where nothing can be decided.</summary>
    public static bool Equal(Node a, Node b, Budget fuel)
    {
        var symbols = new SortedSet<string>(StringComparer.Ordinal);
        var complex = Symbols.Collect(a, symbols) | Symbols.Collect(b, symbols);
        if (symbols.Count > MaxSymbols)
        {
            return false;
        }

        if (symbols.Count == 0)
        {
            return At(a, b, new Dictionary<string, Rational>(), allowComplex: true, fuel) is true;
        }

        var agreed = 0;
        for (var round = 0; round < 18; round++)
        {
            if (At(a, b, Point(symbols, round), complex, fuel) is { } same)
            {
                if (!same)
                {
                    return false;
                }

                agreed++;
                if (agreed >= (round < 6 ? 6 : Needed) && round >= 5)
                {
                    // Positive points alone do not tell √(x²) from x.
                    if (round >= 8)
                    {
                        return true;
                    }
                }
            }
        }

        return agreed >= Needed;
    }

    /// <summary>Whether a point shows that the functions differ.</summary>
    public static bool Contradicts(Node a, Node b, Budget fuel)
    {
        var symbols = new SortedSet<string>(StringComparer.Ordinal);
        var complex = Symbols.Collect(a, symbols) | Symbols.Collect(b, symbols);
        return symbols.Count > MaxSymbols || At(a, b, Point(symbols, 0), complex, fuel) is false || At(a, b, Point(symbols, 7), complex, fuel) is false;
    }

    /// <summary>Whether the expression, a constant, lies within [low, high].</summary>
    public static bool IsWithin(Node node, Rational low, Rational high, Budget fuel) =>
        new Evaluator(new Dictionary<string, Rational>(), fuel).Of(node) is { IsReal: true } value
        && !value.Real.Minus(RealInterval.Of(low)).IsNegative && value.Real.Minus(RealInterval.Of(low)).Low.Sign >= 0
        && RealInterval.Of(high).Minus(value.Real).Low.Sign >= 0;

    /// <summary>The whole number below a real constant that is certainly none itself; null where that cannot be told.</summary>
    public static System.Numerics.BigInteger? Floor(Node node, Budget fuel)
    {
        if (new Evaluator(new Dictionary<string, Rational>(), fuel).Of(node) is not { IsReal: true } value || value.Real.Size > 200)
        {
            return null;
        }

        var (low, high) = value.Real.Fixed(64);
        return low >> 64 == high >> 64 && (low & ((System.Numerics.BigInteger.One << 64) - 1)) > 0 && high > low ? low >> 64 : null;
    }

    /// <summary>A rational number very near to a real constant; null where it is none.</summary>
    public static Rational? Near(Node node, Budget fuel) =>
        new Evaluator(new Dictionary<string, Rational>(), fuel).Of(node) is { } value && value.Real.Width < value.Real.Size - 60 && (value.IsReal || value.Imaginary.Size < -200)
            ? value.Real.Middle()
            : null;

    // Positive fractions first, then mixed signs, then whole numbers.
    private static Dictionary<string, Rational> Point(SortedSet<string> symbols, int round)
    {
        var point = new Dictionary<string, Rational>(StringComparer.Ordinal);
        var index = 0;
        foreach (var symbol in symbols)
        {
            var (top, bottom) = Seeds[(round + (index * 5)) % Seeds.Length];
            Rational value = round >= 12 ? 2 + ((round * 3) + (index * 2)) % 9 : new Rational(top + index, bottom);
            point[symbol] = round is >= 6 and < 12 && (round + index) % 2 == 0 ? -value : value;
            index++;
        }

        return point;
    }

    private static bool? At(Node a, Node b, Dictionary<string, Rational> point, bool allowComplex, Budget fuel)
    {
        var evaluator = new Evaluator(point, fuel);
        if (evaluator.Of(a) is not { } x || evaluator.Of(b) is not { } y || (!allowComplex && !(x.IsReal && y.IsReal)))
        {
            return null;
        }

        var size = Math.Max(Math.Max(x.Real.Size, x.Imaginary.Size), Math.Max(y.Real.Size, y.Imaginary.Size));
        var difference = x.Minus(y);
        if (!difference.Real.HoldsZero || !difference.Imaginary.HoldsZero)
        {
            return false;
        }

        // Where both are zero as far as can be seen, the size of their parts (about one) is the measure.
        size = x.Real.HoldsZero && y.Real.HoldsZero && x.Imaginary.HoldsZero && y.Imaginary.HoldsZero ? 0 : size;
        return Math.Max(difference.Real.Width, difference.Imaginary.Width) < size - Agreement ? true : null;
    }
}
