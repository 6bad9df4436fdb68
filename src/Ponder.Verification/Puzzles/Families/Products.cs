using Ponder.Verification.Puzzles.Algebra;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>Products of whole numbers: the value of the calculation after the last colon.</summary>
internal static class Products
{
    public static Ruling Judge(PuzzleCase puzzle, string answer) => Ruling.Number(Expected(puzzle), answer);

    private static Numbers.Rational? Expected(PuzzleCase puzzle)
    {
        var text = puzzle.After(":") ?? puzzle.Question;
        var start = text.AsSpan().IndexOfAny("0123456789-(");
        var end = text.AsSpan().LastIndexOfAny("0123456789)");
        var stop = text.IndexOf(". ", StringComparison.Ordinal);
        return start < 0 || end < start ? null : Calculation.Evaluate(text[start..(stop > start ? stop : end + 1)]);
    }
}
