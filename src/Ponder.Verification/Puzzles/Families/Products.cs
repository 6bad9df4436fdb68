using System.Buffers;
using Ponder.Verification.Puzzles.Algebra;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>Products of whole numbers: the value of the calculation after the last colon.</summary>
internal static class Products
{
    private static readonly SearchValues<char> s_begin = SearchValues.Create("0123456789-(");
    private static readonly SearchValues<char> s_end = SearchValues.Create("0123456789)");

    public static Ruling Judge(PuzzleCase puzzle, string answer) => Ruling.Number(Expected(puzzle), answer);

    private static Numbers.Rational? Expected(PuzzleCase puzzle)
    {
        var text = puzzle.After(":") ?? puzzle.Question;
        var start = text.AsSpan().IndexOfAny(s_begin);
        var end = text.AsSpan().LastIndexOfAny(s_end);
        var stop = text.IndexOf(". ", StringComparison.Ordinal);
        return start < 0 || end < start ? null : Calculation.Evaluate(text[start..(stop > start ? stop : end + 1)]);
    }
}
