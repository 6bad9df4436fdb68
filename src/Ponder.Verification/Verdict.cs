namespace Ponder.Verification;

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

    /// <summary>
    /// What the decision rests on, in lines for a reader: the parse trees, the rule that decided. Only where the request asks
    /// for it (<see cref="VerificationRequest.Explain"/>).
    /// </summary>
    public string? Evidence { get; init; }

    /// <summary>Steps of <see cref="Fuel"/> that the decision took; 0 where a verifier does one pass over the text.</summary>
    public long Cost { get; init; }

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
