namespace Ponder.Cli.Conformance;

/// <summary>What running one case gave.</summary>
/// <param name="Status">Pass, fail or not offered.</param>
/// <param name="Error">
/// Error of the quantity that used the largest share of its tolerance; null where nothing is numeric.
/// </param>
/// <param name="Tolerance">That quantity's tolerance.</param>
/// <param name="Reason">For a failure what differed, expected and got; for not-offered why.</param>
public sealed record CaseOutcome(ConformanceStatus Status, double? Error = null, double? Tolerance = null, string? Reason = null);
