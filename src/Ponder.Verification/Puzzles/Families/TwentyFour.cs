using Ponder.Verification.Numbers;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>An expression of the given numbers, each once, with the value 24 (or another target that the question names).</summary>
internal static class TwentyFour
{
    public static Ruling Judge(PuzzleCase puzzle, string answer) =>
        NumberGame.Judge(
            NumberGame.Numbers(puzzle.Between(" using ", ". You")),
            puzzle.Between("Make ", " using") is { } target ? PuzzleText.Number(target) : Rational.FromInt64(24),
            answer);
}
