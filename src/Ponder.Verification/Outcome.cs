namespace Ponder.Verification;

/// <summary>What a verifier decided.</summary>
public enum Outcome
{
    /// <summary>The answer is right.</summary>
    Correct,

    /// <summary>The answer is wrong or missing.</summary>
    Wrong,

    /// <summary>
    /// The verifier could not decide: its budget ended, or the reference is unreadable. Never counted as right.
    /// </summary>
    Undecided,
}
