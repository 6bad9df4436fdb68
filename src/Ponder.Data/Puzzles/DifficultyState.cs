namespace Ponder.Data.Puzzles;

/// <summary>Where a family stands: what a checkpoint keeps of it.</summary>
/// <param name="Family">The family.</param>
/// <param name="Level">Its level.</param>
/// <param name="Recent">The last answers at this level, oldest first: 1 for right, 0 for wrong, between for partial scores.</param>
public sealed record DifficultyState(string Family, int Level, IReadOnlyList<double> Recent);
