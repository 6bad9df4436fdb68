namespace Ponder.Data.Puzzles.Generators;

/// <summary>One way to 24 of each kind, or null where there is none.</summary>
/// <param name="Sums">With + and − alone.</param>
/// <param name="Whole">With whole numbers on the way.</param>
/// <param name="Any">With fractions on the way, where need be.</param>
internal sealed record TwentyFourSolutions(string? Sums, string? Whole, string? Any);
