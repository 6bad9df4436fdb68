namespace Ponder.Verification.Instructions;

/// <summary>Whether a response follows one instruction.</summary>
/// <param name="Name">The instruction.</param>
/// <param name="Strict">As the response stands; null where it cannot be told.</param>
/// <param name="Loose">In one of the eight variants; null where it cannot be told.</param>
/// <param name="Problem">Why it cannot be told: an unknown instruction or a wrong argument.</param>
public sealed record InstructionVerdict(string Name, bool? Strict, bool? Loose, string? Problem = null);
