namespace Ponder.Verification.Proofs;

/// <summary>What checking a derivation gave.</summary>
/// <param name="Valid">Whether every line is justified.</param>
/// <param name="FirstBadLine">The first line that is not, from 1; null for a valid derivation.</param>
/// <param name="Reason">What is wrong there; empty for a valid derivation.</param>
public sealed record ProofReport(bool Valid, int? FirstBadLine, string Reason)
{
    /// <summary>Whether the budget ended at <see cref="FirstBadLine"/>: then nothing is decided.</summary>
    public bool OutOfFuel { get; init; }

    internal static ProofReport Good { get; } = new(true, null, "");

    internal static ProofReport Bad(int line, string reason) => new(false, line, reason);

    internal static ProofReport Unfinished(int line) => new(false, line, "budget") { OutOfFuel = true };
}
