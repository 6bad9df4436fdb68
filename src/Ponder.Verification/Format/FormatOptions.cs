namespace Ponder.Verification.Format;

/// <summary>The format that a response with a thought must have.</summary>
public sealed record FormatOptions
{
    /// <summary>Whether the prompt ends in <c>&lt;think&gt;</c>, so that the response starts inside the thought.</summary>
    /// <value>Default: false.</value>
    public bool ThoughtIsOpened { get; init; }

    /// <summary>Most characters of the answer part; 0 for no limit.</summary>
    /// <value>Default: 0.</value>
    public int MaxAnswerLength { get; init; }

    /// <summary>The gate as a formula.</summary>
    public string Formula => ThoughtIsOpened ? "[thought </think> answer]" : "[<think> thought </think> answer]";
}
