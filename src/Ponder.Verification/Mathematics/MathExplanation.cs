namespace Ponder.Verification.Mathematics;

/// <summary>How a verdict about a mathematical answer came about.</summary>
public sealed record MathExplanation
{
    /// <summary>The text that was taken as the answer; null when there was none.</summary>
    public string? Extracted { get; init; }

    /// <summary>Where it was found: <c>box</c>, <c>phrase</c>, <c>bold</c>, <c>mathematics</c>, <c>whole</c> or <c>number</c>.</summary>
    public string? Source { get; init; }

    /// <summary>The tree of the reference in prefix form.</summary>
    public string? GoldTree { get; init; }

    /// <summary>The tree of the prediction in prefix form.</summary>
    public string? PredictionTree { get; init; }

    /// <summary>The rule that decided.</summary>
    public required string Rule { get; init; }

    /// <summary>Steps that the decision took.</summary>
    public long Steps { get; init; }

    /// <summary>The explanation in lines for a reader.</summary>
    public override string ToString() => string.Join(
        '\n',
        $"answer      {Extracted ?? "none"}{(Source is null ? "" : $"   (from: {Source})")}",
        $"reference   {GoldTree ?? "not readable as mathematics"}",
        $"prediction  {PredictionTree ?? "not readable as mathematics"}",
        $"rule        {Rule}",
        $"steps       {Steps}");
}
