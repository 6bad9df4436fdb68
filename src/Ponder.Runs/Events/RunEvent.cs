namespace Ponder.Runs.Events;

/// <summary>Something that happened once: a stage began, a checkpoint was written, a note for the reader.</summary>
public sealed record RunEvent
{
    /// <summary>When, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What: <c>run-started</c>, <c>run-resumed</c>, <c>run-ended</c>, <c>stage-started</c>, <c>stage-ended</c>, <c>checkpoint</c>, <c>note</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>One sentence.</summary>
    public required string Text { get; init; }

    /// <summary>The last finished step, or null before the first.</summary>
    public long? Step { get; init; }
}
