using System.Globalization;
using System.Text.RegularExpressions;

namespace Ponder.Data.Puzzles;

/// <summary>Small changes of right answers, to test that verifiers see them.</summary>
internal static class Spoils
{
    private static readonly Regex Number = new(@"\d+", RegexOptions.CultureInvariant);

    /// <summary>Changes one letter or digit.</summary>
    public static string Character(PuzzleDraw draw, Puzzle puzzle)
    {
        var answer = puzzle.Answer.ToCharArray();
        int[] places = [.. Enumerable.Range(0, answer.Length).Where(i => char.IsAsciiLetterOrDigit(answer[i]))];
        var at = draw.Pick(places);
        var old = answer[at];
        var kin = char.IsAsciiDigit(old) ? "123456789" : char.IsAsciiLetterUpper(old) ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ" : "abcdefghijklmnopqrstuvwxyz";
        do
        {
            answer[at] = kin[draw.Below(kin.Length)];
        }
        while (answer[at] == old);

        return new string(answer);
    }

    /// <summary>Raises one of the numbers by one.</summary>
    public static string OneMore(PuzzleDraw draw, Puzzle puzzle)
    {
        var match = draw.Pick(Number.Matches(puzzle.Answer).ToArray());
        var raised = (long.Parse(match.Value, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        return puzzle.Answer[..match.Index] + raised + puzzle.Answer[(match.Index + match.Length)..];
    }

    /// <summary>Leaves the last line, word or character out.</summary>
    public static string DropLast(PuzzleDraw draw, Puzzle puzzle)
    {
        var at = puzzle.Answer.LastIndexOf('\n');
        at = at < 0 ? puzzle.Answer.LastIndexOf(' ') : at;
        return puzzle.Answer[..(at < 0 ? puzzle.Answer.Length - 1 : at)];
    }
}
