using System.Numerics;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>The greatest common divisor of the numbers after the colon.</summary>
internal static class GreatestCommonDivisor
{
    public static Ruling Judge(PuzzleCase puzzle, string answer) =>
        Ruling.Number(ListedNumbers.Of(puzzle) is { } numbers ? new Rational(numbers.Aggregate(BigInteger.GreatestCommonDivisor), 1) : null, answer);
}
