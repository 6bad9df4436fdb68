using Ponder.Verification.Numbers;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>The given numbers in order, as a list of quoted numbers.</summary>
internal static class NumberSorting
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var descending = puzzle.Question.Contains("in descending order", StringComparison.Ordinal);
        var given = Numbers(puzzle.Between("order: ", "\n") ?? "");
        if (given is null || !(descending || puzzle.Question.Contains("in ascending order", StringComparison.Ordinal)))
        {
            return Ruling.Unreadable;
        }

        if (answer is not ['[', .., ']'] || Numbers(answer[1..^1]) is not { } got)
        {
            return Ruling.Malformed;
        }

        var ordered = given.Order(Comparer<Rational>.Create((a, b) => (a - b).Numerator.Sign * (descending ? -1 : 1)));
        return Ruling.Of(ordered.SequenceEqual(got), "not-sorted");
    }

    // Numbers between commas, each in matching quotes or in none.
    private static List<Rational>? Numbers(string text)
    {
        var numbers = new List<Rational>();
        foreach (var part in text.Split(','))
        {
            var trimmed = part.Trim();
            var bare = trimmed is ['\'', .., '\''] or ['"', .., '"'] ? trimmed[1..^1] : trimmed;
            if (PuzzleText.Number(bare) is not { } value)
            {
                return null;
            }

            numbers.Add(value);
        }

        return numbers;
    }
}
