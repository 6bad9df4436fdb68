namespace Ponder.Data.WordProblems;

/// <summary>Easy word problems in English.</summary>
public sealed record WordProblemOptions : GeneratedTaskOptions
{
    /// <summary>Fewest steps of calculation, 1 or 2.</summary>
    /// <value>Default: 1.</value>
    public int MinimumSteps { get; init; } = 1;

    /// <summary>Most steps of calculation, 1 or 2.</summary>
    /// <value>Default: 2.</value>
    public int MaximumSteps { get; init; } = 2;

    /// <summary>Largest number that is added or taken away, 5 to 1,000.</summary>
    /// <value>Default: 20.</value>
    public int MaximumAmount { get; init; } = 20;

    /// <summary>Largest factor of a product or divisor, 3 to 100.</summary>
    /// <value>Default: 10.</value>
    public int MaximumFactor { get; init; } = 10;
}
