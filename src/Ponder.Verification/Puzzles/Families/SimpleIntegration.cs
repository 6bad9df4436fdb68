using Ponder.Verification.Puzzles.Algebra;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>An antiderivative: its derivative is the integrand. Constants may be added, <c>C</c> among them.</summary>
internal static class SimpleIntegration
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var text = puzzle.Between("∫ ", " d");
        if (text is null || PolynomialText.Read(text) is not { } integrand)
        {
            return Ruling.Unreadable;
        }

        var variable = puzzle.Text("variable") is [var named] ? named : integrand.Variables.FirstOrDefault('x');
        if (PolynomialText.Read(answer) is not { } got)
        {
            return Ruling.Malformed;
        }

        return Ruling.Of(
            got.Variables.All(v => v == variable || v is 'C' or 'c') && got.Derivative(variable).Same(integrand), "different-derivative");
    }
}
