using Ponder.Verification.Puzzles.Logic;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>Who lives in a house: the clues are read and solved; the stored name decides where a clue is not understood.</summary>
internal static class ZebraPuzzles
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var house = PuzzleText.Int(puzzle.Between("lives in House ", "?"));
        var name = HousePuzzle.Read(puzzle.Question) is { } clues && house is { } h ? Name(clues, h) : null;
        return Ruling.Word(name ?? puzzle.Reference, answer);
    }

    // The name at the house, where all solutions agree.
    private static string? Name(HousePuzzle clues, int house)
    {
        var names = clues.Solutions(8).Select(s => s[0].ElementAtOrDefault(house - 1)).Distinct().ToArray();
        return names.Length == 1 ? names[0] : null;
    }
}
