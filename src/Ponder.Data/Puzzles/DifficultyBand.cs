namespace Ponder.Data.Puzzles;

/// <summary>In which band the share of right answers is kept.</summary>
public sealed record DifficultyBand
{
    /// <summary>Below this share a family becomes easier.</summary>
    /// <value>Default: 0.2.</value>
    public double Low { get; init; } = 0.2;

    /// <summary>Above this share a family becomes harder.</summary>
    /// <value>Default: 0.8.</value>
    public double High { get; init; } = 0.8;

    /// <summary>Attempts at the current level before it may change, and the length of the running window.</summary>
    /// <value>Default: 64.</value>
    public int Attempts { get; init; } = 64;

    /// <summary>The highest level.</summary>
    /// <value>Default: <see cref="PuzzleGenerator.MaxLevel"/>.</value>
    public int Highest { get; init; } = PuzzleGenerator.MaxLevel;
}
