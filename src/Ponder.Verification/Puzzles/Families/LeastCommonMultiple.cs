using System.Numerics;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>The least common multiple of the numbers after the colon.</summary>
internal static class LeastCommonMultiple
{
    public static Ruling Judge(PuzzleCase puzzle, string answer) =>
        Ruling.Number(ListedNumbers.Of(puzzle) is { } numbers ? new Rational(numbers.Aggregate(Multiple), 1) : null, answer);

    private static BigInteger Multiple(BigInteger a, BigInteger b) =>
        a.IsZero || b.IsZero ? 0 : BigInteger.Abs(a / BigInteger.GreatestCommonDivisor(a, b) * b);
}
