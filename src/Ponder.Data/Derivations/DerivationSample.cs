namespace Ponder.Data.Derivations;

/// <summary>A derivation with its grade.</summary>
/// <param name="Type">A name of <see cref="Ponder.Verification.Proofs.Derivations.Types"/>.</param>
/// <param name="Lines">Its lines, each with its number.</param>
/// <param name="Score">1 valid, 0.5 a fault that leaves the conclusion standing, 0 a fault that does not.</param>
/// <param name="FirstBadLine">The first bad line, from 1; null for a valid one.</param>
/// <param name="Reason">What is wrong there; empty for a valid one.</param>
public sealed record DerivationSample(string Type, IReadOnlyList<string> Lines, double Score, int? FirstBadLine, string Reason);
