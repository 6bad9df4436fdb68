namespace Ponder.Verification.Code.Judging;

/// <summary>The sandbox did not work: nothing is known about the program.</summary>
internal sealed class SandboxFailedException(string message) : Exception(message);
