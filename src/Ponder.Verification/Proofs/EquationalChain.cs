namespace Ponder.Verification.Proofs;

/// <summary>Checks chains of polynomials over the integers: every line equals the line before identically.</summary>
public static class EquationalChain
{
    /// <summary>The first line that is no polynomial or differs from the line before.</summary>
    /// <param name="lines">The lines with their numbers.</param>
    /// <param name="fuel">The budget.</param>
    public static ProofReport Check(IReadOnlyList<string> lines, Fuel fuel)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(fuel);
        Polynomial? before = null;
        for (var i = 1; i <= lines.Count; i++)
        {
            if (NumberedLine.Content(lines[i - 1], i) is not { } content)
            {
                return ProofReport.Bad(i, $"does not begin with its number \"{i}.\"");
            }

            var polynomial = PolynomialParser.Parse(content, fuel);
            var difference = before is null || polynomial is null ? null : polynomial.Add(before, -1, fuel);
            if (fuel.IsEmpty)
            {
                return ProofReport.Unfinished(i);
            }

            if (polynomial is null)
            {
                return ProofReport.Bad(i, "the polynomial cannot be read");
            }

            if (difference is { IsZero: false })
            {
                return ProofReport.Bad(i, "not identically equal to the line before");
            }

            before = polynomial;
        }

        return before is null ? ProofReport.Bad(1, "the derivation has no lines") : ProofReport.Good;
    }
}
