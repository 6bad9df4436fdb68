namespace Ponder.Verification.Proofs;

/// <summary>The sorts of derivation and their checkers: one line each.</summary>
public static class Derivations
{
    private const long Budget = 2_000_000;

    /// <summary>The names of the sorts.</summary>
    public static IReadOnlyList<string> Types { get; } = ["natural_deduction", "equational_chain", "equation_solving_integers"];

    /// <summary>Checks a derivation.</summary>
    /// <param name="type">A name of <see cref="Types"/>.</param>
    /// <param name="lines">Its lines, each with its number.</param>
    /// <returns>The report; null where there is no such type.</returns>
    public static ProofReport? Check(string type, IReadOnlyList<string> lines) => Check(type, lines, new Fuel(Budget));

    /// <summary>
    /// The grade: 1 for a valid derivation, 0.5 for one with a fault whose conclusion still follows from its premises, 0 where it does
    /// not; null where there is no such type or the budget ends.
    /// </summary>
    /// <param name="type">A name of <see cref="Types"/>.</param>
    /// <param name="lines">Its lines, each with its number.</param>
    public static double? Grade(string type, IReadOnlyList<string> lines) => DerivationGrade.Of(type, lines, new Fuel(Budget));

    internal static ProofReport? Check(string type, IReadOnlyList<string> lines, Fuel fuel) => type switch
    {
        "natural_deduction" => NaturalDeduction.Check(lines),
        "equational_chain" => EquationalChain.Check(lines, fuel),
        "equation_solving_integers" => IntegerEquations.Check(lines, fuel),
        _ => null,
    };

    internal static Fuel NewFuel() => new(Budget);
}
