namespace Ponder.Verification.Proofs;

/// <summary>
/// Checks the solving of an equation over the integers: every line has the same whole solutions as the line before.
/// </summary>
/// <remarks>
/// A line is an equation of polynomials in one variable, several joined by <c>or</c>, or <c>no solution</c>. Solutions are found
/// exactly, so losing one, gaining one and dividing with a rest are all seen.
/// </remarks>
public static class IntegerEquations
{
    /// <summary>The first line that cannot be read or changes the solutions.</summary>
    /// <param name="lines">The lines with their numbers.</param>
    /// <param name="fuel">The budget.</param>
    public static ProofReport Check(IReadOnlyList<string> lines, Fuel fuel)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(fuel);
        IntegerSolutions? before = null;
        char? variable = null;
        for (var i = 1; i <= lines.Count; i++)
        {
            if (NumberedLine.Content(lines[i - 1], i) is not { } content)
            {
                return ProofReport.Bad(i, $"does not begin with its number \"{i}.\"");
            }

            var solutions = Solutions(content, ref variable, fuel);
            if (fuel.IsEmpty)
            {
                return ProofReport.Unfinished(i);
            }

            if (solutions is null)
            {
                return ProofReport.Bad(i, "the equation cannot be read");
            }

            if (before is not null && !before.Same(solutions))
            {
                return ProofReport.Bad(i, $"the whole solutions change from {before} to {solutions}");
            }

            before = solutions;
        }

        return before is null ? ProofReport.Bad(1, "the derivation has no lines") : ProofReport.Good;
    }

    private static IntegerSolutions? Solutions(string line, ref char? variable, Fuel fuel)
    {
        if (line is "no solution" or "no solutions")
        {
            return IntegerSolutions.None;
        }

        var all = IntegerSolutions.None;
        foreach (var alternative in line.Split(" or "))
        {
            if (Equation(alternative, ref variable, fuel) is not { } solutions)
            {
                return null;
            }

            all = all.Or(solutions);
        }

        return all;
    }

    private static IntegerSolutions? Equation(string text, ref char? variable, Fuel fuel)
    {
        if (text.Split('=') is not [var left, var right]
            || PolynomialParser.Parse(left, fuel) is not { } a
            || PolynomialParser.Parse(right, fuel) is not { } b
            || a.Add(b, -1, fuel) is not { } difference)
        {
            return null;
        }

        foreach (var letter in a.Variables.Concat(b.Variables))
        {
            if (letter != (variable ??= letter))
            {
                return null;
            }
        }

        return IntegerSolutions.Roots(difference.Coefficients(), fuel);
    }
}
