namespace Ponder.Verification.Sandbox;

/// <summary>The sandbox did not work: nothing is known about the program.</summary>
internal sealed class SandboxFailedException(string message, Exception? inner = null) : Exception(message, inner);
