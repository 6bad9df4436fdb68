namespace Ponder.Verification.Code.Problems;

/// <summary>A programming problem with its tests.</summary>
/// <param name="Id">Its name, for messages.</param>
public abstract record CodeProblem(string Id)
{
    /// <summary>Processor seconds for one run of the program.</summary>
    public double TimeSeconds { get; init; } = 3;

    /// <summary>Bytes of memory for one run of the program.</summary>
    public long MemoryBytes { get; init; } = 512L << 20;

    /// <summary>The language of the program; null where any will do.</summary>
    public string? Language { get; init; }
}
