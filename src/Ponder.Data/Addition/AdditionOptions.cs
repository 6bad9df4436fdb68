namespace Ponder.Data.Addition;

/// <summary>Sums of two whole numbers.</summary>
public sealed record AdditionOptions : GeneratedTaskOptions
{
    /// <summary>Digits of both operands, 1 to 9: 2 means 10 to 99, 1 means 0 to 9.</summary>
    /// <value>Default: 2. Ignored where both <see cref="Minimum"/> and <see cref="Maximum"/> are given.</value>
    public int Digits { get; init; } = 2;

    /// <summary>Smallest operand, 0 or more.</summary>
    /// <value>Default: null, the smallest number of <see cref="Digits"/> digits.</value>
    public long? Minimum { get; init; }

    /// <summary>Largest operand, at most 999,999,999.</summary>
    /// <value>Default: null, the largest number of <see cref="Digits"/> digits.</value>
    public long? Maximum { get; init; }

    /// <summary>How the demonstration is written.</summary>
    /// <value>Default: direct.</value>
    public AdditionStyle Style { get; init; }

    /// <summary>The question, with <c>{a}</c> and <c>{b}</c>.</summary>
    /// <value>Default: null: <c>{a}+{b}=</c>, and <c>What is {a} + {b}?</c> for the boxed style.</value>
    public string? Question { get; init; }
}
