using Ponder.Verification.Numbers;
using Ponder.Verification.Puzzles.Algebra;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>All different real solutions of a polynomial equation, each to four decimals, in any order.</summary>
internal static class PolynomialEquations
{
    private const int Decimals = 4;

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        if (Roots(puzzle) is not { } roots)
        {
            return Ruling.Unreadable;
        }

        var text = answer is "\"\"" ? "" : answer;
        var parts = text.Length == 0 ? [] : text.Split(',');
        if (parts.Length > 64 || parts.Any(p => PuzzleText.Number(p) is null))
        {
            return Ruling.Malformed;
        }

        var given = parts.OrderBy(p => Approximate(PuzzleText.Number(p)!.Value)).ToArray();
        return given.Length != roots.Length ? Ruling.Wrong("different-count")
            : Ruling.Of(given.Zip(roots).All(p => PuzzleText.Rounds(p.First, p.Second, Decimals, Decimals)), "different-solution");
    }

    private static double[]? Roots(PuzzleCase puzzle)
    {
        var text = puzzle.Text("polynomial_expr") ?? Span(puzzle.Question);
        if (text is null || PolynomialText.Read(text) is not { } polynomial)
        {
            return null;
        }

        return polynomial.Coefficients(polynomial.Variables.FirstOrDefault('x')) is { } coefficients ? RealRoots.Of(coefficients) : null;
    }

    // Between the colon and "= 0".
    private static string? Span(string question)
    {
        var end = question.IndexOf("= 0", StringComparison.Ordinal);
        var start = end < 0 ? -1 : question.LastIndexOf(':', end);
        return start < 0 ? null : question[(start + 1)..end];
    }

    private static double Approximate(Rational value) => (double)(value.Numerator * 1_000_000_000_000 / value.Denominator) / 1e12;
}
