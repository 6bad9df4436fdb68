namespace Ponder.Verification;

/// <summary>The two named sets of rules.</summary>
public enum VerifierProfile
{
    /// <summary>Strict rules that a policy in training cannot exploit; the default of recipes.</summary>
    Reward,

    /// <summary>The rules of evaluations; the default of <c>verify</c> and <c>conformance</c>.</summary>
    Evaluation,
}
