namespace Ponder.Data;

/// <summary>What every task that makes its own items can be told.</summary>
public abstract record GeneratedTaskOptions : TaskOptions
{
    /// <summary>Number of items held out for decisions during a run.</summary>
    /// <value>Default: null: 200, but at most a twentieth of all items.</value>
    public long? Validation { get; init; }

    /// <summary>Number of items held out for the figures that are reported.</summary>
    /// <value>Default: null: 1,000, but at most an eighth of all items.</value>
    public long? Test { get; init; }
}
