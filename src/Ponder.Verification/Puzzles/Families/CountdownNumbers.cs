using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>An expression of all the given numbers, each once, with the value of the target.</summary>
internal static class CountdownNumbers
{
    private static readonly Regex Given = new(@"numbers:? ((?:\d{1,9}, )*\d{1,9})", RegexOptions.CultureInvariant);
    private static readonly Regex Target = new(@"(?:equals|make|Calculate|reach|get) (-?\d{1,9})\b", RegexOptions.CultureInvariant);

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var first = puzzle.Question.Split('\n')[0];
        var numbers = Given.Match(first) is { Success: true } given ? NumberGame.Numbers(given.Groups[1].Value) : Listed(puzzle.Member("numbers"));
        var target = Target.Match(first) is { Success: true } goal ? goal.Groups[1].Value : puzzle.NumberText("target");
        return NumberGame.Judge(numbers, target is null ? null : PuzzleText.Number(target), answer);
    }

    private static IReadOnlyList<long>? Listed(JsonElement numbers) =>
        numbers.ValueKind == JsonValueKind.Array ? NumberGame.Numbers(numbers.GetRawText().Trim('[', ']')) : null;
}
