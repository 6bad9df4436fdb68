namespace Ponder.Verification.Puzzles.Families;

/// <summary>How many rectangles were drawn; outlines that overlap can be read in several ways, so the stored count decides.</summary>
internal static class RectangleCount
{
    public static Ruling Judge(PuzzleCase puzzle, string answer) =>
        Ruling.Number(puzzle.Stored("solution") is { } stored ? PuzzleText.Number(stored) : null, answer);
}
