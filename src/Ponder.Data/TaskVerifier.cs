using Ponder.Verification;

namespace Ponder.Data;

/// <summary>Chooses the verifier of a task.</summary>
internal static class TaskVerifier
{
    /// <summary>
    /// The verifier that the options name, with its file taken relative to the folder, else the task's own.
    /// </summary>
    public static IVerifier Of(TaskOptions options, string folder, VerifierOptions own)
    {
        var chosen = options.Verifier ?? own;
        return Verifiers.Create(chosen.File is { } file ? chosen with { File = Path.Combine(folder, file) } : chosen);
    }
}
