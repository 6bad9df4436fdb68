namespace Ponder.Data.Countdown;

/// <summary>Countdown puzzles: reach a target with given numbers and + - * /.</summary>
public sealed record CountdownTaskOptions : GeneratedTaskOptions
{
    /// <summary>Fewest given numbers, 2 to 5.</summary>
    /// <value>Default: 3.</value>
    public int MinimumCount { get; init; } = 3;

    /// <summary>Most given numbers, 2 to 5. Puzzles of every count in between take turns.</summary>
    /// <value>Default: 4.</value>
    public int MaximumCount { get; init; } = 4;

    /// <summary>Smallest given number, 1 or more.</summary>
    /// <value>Default: 1.</value>
    public int Minimum { get; init; } = 1;

    /// <summary>Largest given number, at most 999.</summary>
    /// <value>Default: 20.</value>
    public int Maximum { get; init; } = 20;

    /// <summary>Smallest target, 1 or more.</summary>
    /// <value>Default: 10.</value>
    public long MinimumTarget { get; init; } = 10;

    /// <summary>
    /// Largest target. Where no target of the range can be reached the nearest that can is asked for.
    /// </summary>
    /// <value>Default: 100.</value>
    public long MaximumTarget { get; init; } = 100;

    /// <summary>
    /// How many targets every multiset of numbers is asked for, 1 to 100. A multiset that reaches fewer is asked for
    /// some again, with its numbers in another order.
    /// </summary>
    /// <value>Default: 4.</value>
    public int TargetsPerSet { get; init; } = 4;

    /// <summary>
    /// Operations of the stored solution, out of <c>+-*/</c>; <c>+</c> or <c>*</c> must be among them.
    /// </summary>
    /// <value>Default: all four.</value>
    public string Operations { get; init; } = "+-*/";

    /// <summary>
    /// Whether an answer must use every number, else each at most once. The stored solution uses all.
    /// </summary>
    /// <value>Default: true.</value>
    public bool UseAll { get; init; } = true;

    /// <summary>
    /// The question, with <c>{numbers}</c> (written <c>[44, 19, 35]</c>), <c>{target}</c> and, if wanted,
    /// <c>{operations}</c>.
    /// </summary>
    /// <value>Default: null, a sentence that says the rules.</value>
    public string? Question { get; init; }

    /// <summary>The demonstration, with <c>{expression}</c> and, if wanted, <c>{target}</c>.</summary>
    /// <value>Default: the expression alone.</value>
    public string Demonstration { get; init; } = "{expression}";
}
