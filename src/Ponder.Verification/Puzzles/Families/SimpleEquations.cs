using Ponder.Verification.Puzzles.Algebra;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>The solution of a linear equation in one variable.</summary>
internal static class SimpleEquations
{
    public static Ruling Judge(PuzzleCase puzzle, string answer) => Ruling.Number(Solve(puzzle), answer);

    private static Numbers.Rational? Solve(PuzzleCase puzzle)
    {
        var sides = (puzzle.Text("equation") ?? puzzle.After(": "))?.Split('=');
        if (sides?.Length != 2 || PolynomialText.Read(sides[0]) is not { } left || PolynomialText.Read(sides[1]) is not { } right)
        {
            return null;
        }

        var difference = left.Subtract(right);
        var variables = difference.Variables.ToArray();
        return variables.Length == 1 && difference.Coefficients(variables[0]) is { Length: 2 } c ? -c[0] / c[1] : null;
    }
}
