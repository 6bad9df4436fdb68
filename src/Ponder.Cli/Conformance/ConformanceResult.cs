namespace Ponder.Cli.Conformance;

/// <summary>A case and what became of it: one line of the report.</summary>
/// <param name="Case">The case.</param>
/// <param name="Outcome">Its outcome.</param>
public sealed record ConformanceResult(ConformanceCase Case, CaseOutcome Outcome);
