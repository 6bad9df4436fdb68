namespace Ponder.Algorithms.Records;

/// <summary>A scored rollout with one advantage per completion token.</summary>
public sealed record CreditedRollout
{
    /// <summary>The rollout and its rewards.</summary>
    public required ScoredRollout Scored { get; init; }

    /// <summary>Advantage of each completion token; as long as the completion.</summary>
    public required float[] Advantages { get; init; }
}
