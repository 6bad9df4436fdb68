using Ponder.Verification.Puzzles.Logic;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>Truth values for all variables under which a formula is true.</summary>
internal static class Satisfiability
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var lines = puzzle.Question.Split('\n');
        if (lines.Length < 2 || Formula.Read(lines[1]) is not { } formula)
        {
            return Ruling.Unreadable;
        }

        var (letters, given) = (0UL, 0UL);
        foreach (var part in answer.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part is not [var name and >= 'A' and <= 'Z', '=', '0' or '1'] || (given & (1UL << (name - 'A'))) != 0)
            {
                return Ruling.Malformed;
            }

            given |= 1UL << (name - 'A');
            letters |= part[2] == '1' ? 1UL << (name - 'A') : 0;
        }

        return given != formula.Variables ? Ruling.Wrong("other-variables") : Ruling.Of(formula.IsTrue(letters), "formula-false");
    }
}
