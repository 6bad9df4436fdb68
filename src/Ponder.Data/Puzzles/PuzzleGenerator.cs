namespace Ponder.Data.Puzzles;

/// <summary>One row of the table of families that generate puzzles.</summary>
/// <param name="Name">The family; the verifier is <c>puzzle:NAME</c>.</param>
/// <param name="Knobs">What the levels change.</param>
public sealed record PuzzleGenerator(string Name, string Knobs)
{
    /// <summary>Highest level.</summary>
    public const int MaxLevel = 10;

    internal PuzzleGenerator(string name, string knobs, Func<PuzzleDraw, Puzzle?> make) : this(name, knobs) => Make = make;

    /// <summary>One try: null where it is not a good puzzle or not of the split.</summary>
    internal Func<PuzzleDraw, Puzzle?> Make { get; } = _ => null;

    /// <summary>A small change of a right answer that breaks a rule.</summary>
    internal Func<PuzzleDraw, Puzzle, string> Spoil { get; init; } = Spoils.Character;

    /// <summary>An answer in the right form by somebody who has not thought; null: the answer to another item.</summary>
    internal Func<PuzzleDraw, Puzzle, string>? Guess { get; init; }
}
