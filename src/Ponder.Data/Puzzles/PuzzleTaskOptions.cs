namespace Ponder.Data.Puzzles;

/// <summary>Puzzles of one family, or a mix of families.</summary>
public sealed record PuzzleTaskOptions : TaskOptions
{
    /// <summary>The families of the mix, in turn; names of <see cref="PuzzleGenerators"/>.</summary>
    /// <value>Default: empty, all families.</value>
    public IReadOnlyList<string> Families { get; init; } = [];

    /// <summary>Difficulty, 1 to 10; where the difficulty adapts, the level to begin with.</summary>
    /// <value>Default: 1.</value>
    public int Level { get; init; } = 1;

    /// <summary>In which band reinforcement learning keeps the success of every family, by its level.</summary>
    /// <value>Default: null, the level stays.</value>
    public DifficultyBand? Difficulty { get; init; }
}
