using Ponder.Verification.Proofs;

namespace Ponder.Data.Derivations;

/// <summary>One line of a natural deduction before it is numbered.</summary>
/// <param name="Depth">Number of bars.</param>
/// <param name="Formula">What it says.</param>
/// <param name="Rule">The rule.</param>
/// <param name="References">The numbers that it cites, as written.</param>
internal sealed record DeductionStep(int Depth, Formula Formula, string Rule, string References)
{
    /// <summary>The line with its number.</summary>
    public string Write(int number) =>
        $"{number}. {string.Concat(Enumerable.Repeat("| ", Depth))}{Formula} : {Rule}{(References.Length > 0 ? " " + References : "")}";
}
