namespace Ponder.Verification.Puzzles.Families;

/// <summary>The word for a relation in a family. The names do not tell man from woman for sure, so the stored word decides.</summary>
internal static class FamilyRelationships
{
    public static Ruling Judge(PuzzleCase puzzle, string answer) => Ruling.Word(puzzle.Stored("relationship"), answer);
}
