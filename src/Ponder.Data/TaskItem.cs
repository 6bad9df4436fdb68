namespace Ponder.Data;

/// <summary>One item of a task.</summary>
public sealed record TaskItem
{
    /// <summary>Stable name within the task and split, for example <c>train/1234</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The question.</summary>
    public required string Question { get; init; }

    /// <summary>The reference answer.</summary>
    public required string Answer { get; init; }

    /// <summary>A worked solution that ends in the answer, for supervised training; null where there is none.</summary>
    public string? Demonstration { get; init; }

    /// <summary>Where it stands, for messages: <c>payments.jsonl:5</c>; null for items of a generator.</summary>
    public string? Place { get; init; }
}
