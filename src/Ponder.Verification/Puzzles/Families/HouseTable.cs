using System.Text.RegularExpressions;
using Ponder.Verification.Puzzles.Logic;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>A full table of houses in which every clue holds.</summary>
internal static class HouseTable
{
    private static readonly Regex Line = new(@"^House (\d): (.+)$", RegexOptions.CultureInvariant);

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        if (HousePuzzle.Read(puzzle.Question) is not { } clues)
        {
            return Ruling.Unreadable;
        }

        var rows = PuzzleText.Lines(answer).Select(l => Line.Match(l)).ToArray();
        if (rows.Length != clues.Values[0].Length || rows.Where((m, i) => !m.Success || PuzzleText.Int(m.Groups[1].Value) != i + 1).Any())
        {
            return Ruling.Malformed;
        }

        return clues.Holds([.. rows.Select(m => m.Groups[2].Value.Split(',', StringSplitOptions.TrimEntries))]) is { } holds
            ? Ruling.Of(holds, "clue-broken")
            : Ruling.Wrong("other-values");
    }
}
