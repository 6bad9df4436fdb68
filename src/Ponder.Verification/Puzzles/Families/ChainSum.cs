using Ponder.Verification.Puzzles.Algebra;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>Sums and differences of whole numbers: the value of the calculation before the last <c>=</c>.</summary>
internal static class ChainSum
{
    public static Ruling Judge(PuzzleCase puzzle, string answer) => Ruling.Number(Expected(puzzle), answer);

    private static Numbers.Rational? Expected(PuzzleCase puzzle)
    {
        var text = puzzle.After(":") ?? puzzle.Question;
        var equals = text.LastIndexOf('=');
        return Calculation.Evaluate((equals < 0 ? text : text[..equals]).Trim().TrimEnd('.'));
    }
}
