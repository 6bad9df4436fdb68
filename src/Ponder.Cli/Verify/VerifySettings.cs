using Ponder.Verification;

namespace Ponder.Cli.Verify;

/// <summary>What the command line says to a kind.</summary>
internal sealed record VerifySettings
{
    /// <summary>The set of rules.</summary>
    public VerifierProfile Profile { get; init; } = VerifierProfile.Evaluation;

    /// <summary>Whether verdicts carry evidence.</summary>
    public bool Explain { get; init; }

    /// <summary>The argument after the colon; empty where there is none.</summary>
    public string Argument { get; init; } = "";

    /// <summary>The file of problems; null where none is given.</summary>
    public string? Problems { get; init; }

    /// <summary>A verifier of the table under this profile.</summary>
    public IVerifier Verifier(string type) => Verifiers.Create(new VerifierOptions { Type = type, Profile = Profile });
}
