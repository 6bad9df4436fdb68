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

/// <summary>A verifier's decision about one response.</summary>
public sealed record Verdict
{
    /// <summary>Right, wrong or undecided.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The reward, 0 to 1; 1 for a plain correct answer.</summary>
    public required double Score { get; init; }

    /// <summary>Why, in a few words: <c>equal</c>, <c>no-box</c>, <c>different-number</c>…</summary>
    public required string Reason { get; init; }

    /// <summary>The answer that was found in the response, if any.</summary>
    public string? Extracted { get; init; }

    /// <summary>A correct answer.</summary>
    public static Verdict Correct(string reason, string? extracted) =>
        new() { Outcome = Outcome.Correct, Score = 1, Reason = reason, Extracted = extracted };

    /// <summary>A wrong or missing answer.</summary>
    public static Verdict Wrong(string reason, string? extracted = null) =>
        new() { Outcome = Outcome.Wrong, Score = 0, Reason = reason, Extracted = extracted };

    /// <summary>No decision.</summary>
    public static Verdict Undecided(string reason, string? extracted = null) =>
        new() { Outcome = Outcome.Undecided, Score = 0, Reason = reason, Extracted = extracted };
}
