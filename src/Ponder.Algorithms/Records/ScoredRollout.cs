using Ponder.Text;

namespace Ponder.Algorithms.Records;

/// <summary>A rollout with its rewards and flags, as numbers.</summary>
public sealed record ScoredRollout
{
    /// <summary>What was sampled.</summary>
    public required Rollout Rollout { get; init; }

    /// <summary>The verifier's score, before shaping.</summary>
    public required double Score { get; init; }

    /// <summary>The reward that the update sees: score plus shaping terms.</summary>
    public required double Reward { get; init; }

    /// <summary>Whether the verifier said correct.</summary>
    public required bool Correct { get; init; }

    /// <summary>
    /// False where the verifier could not decide: the rollout has no score, takes no part in its group and is not learned from.
    /// </summary>
    public bool Decided { get; init; } = true;

    /// <summary>
    /// False where the rollout gives context to its group but must not be learned from (an overlong one that is
    /// filtered).
    /// </summary>
    public bool Learn { get; init; } = true;

    /// <summary>The verifier's word and reason, for the sample store: <c>correct: equal</c>.</summary>
    public string Verdict { get; init; } = "";

    /// <summary>The extracted answer, for the sample store.</summary>
    public string? Extracted { get; init; }
}
