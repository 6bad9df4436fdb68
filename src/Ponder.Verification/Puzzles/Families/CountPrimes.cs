namespace Ponder.Verification.Puzzles.Families;

/// <summary>How many primes lie between two numbers, both included.</summary>
internal static class CountPrimes
{
    private const int Largest = 10_000_000;

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var range = puzzle.Between("between ", " (inclusive)")?.Split(" and ");
        return range?.Length == 2
            && PuzzleText.Int(range[0]) is { } start
            && PuzzleText.Int(range[1]) is { } end and <= Largest
            ? Ruling.Number(Primes.Count(start, Math.Max(end, 0)), answer)
            : Ruling.Unreadable;
    }
}
