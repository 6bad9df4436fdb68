using Ponder.Verification.Puzzles.Algebra;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>The product, multiplied out: an equal polynomial without brackets, one term for each power.</summary>
internal static class PolynomialMultiplication
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var text = puzzle.Text("polynomial_expr") ?? puzzle.Between(": ", "\n");
        if (text is null || PolynomialText.Read(text) is not { } expected)
        {
            return Ruling.Unreadable;
        }

        if (answer.Contains('('))
        {
            return Ruling.Wrong("not-multiplied-out");
        }

        return PolynomialText.Read(answer) is { } got ? Ruling.Of(got.Same(expected), "different-polynomial") : Ruling.Malformed;
    }
}
