namespace Ponder.Verification.Puzzles.Families;

/// <summary>A Latin square of heights with the given numbers of skyscrapers seen from every edge.</summary>
internal static class Skyscrapers
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        int[]?[] sights =
        [
            Side(puzzle, "From the top, left to right: "), Side(puzzle, "From the bottom, left to right: "),
            Side(puzzle, "From the left, top to bottom: "), Side(puzzle, "From the right, top to bottom: "),
        ];
        if (PuzzleGrid.FindLast(puzzle.Question, "_", 2) is not { } given || sights.Any(s => s?.Length != given.Length) || given.Length != given[0].Length)
        {
            return Ruling.Unreadable;
        }

        if (PuzzleGrid.Read(answer) is not { } grid)
        {
            return Ruling.Malformed;
        }

        if (!PuzzleGrid.Keeps(given, grid))
        {
            return Ruling.Wrong("given-changed");
        }

        return !PuzzleGrid.IsLatin(grid) ? Ruling.Wrong("repeated-number")
            : Ruling.Of(
                Enumerable.Range(0, grid.Length).All(i =>
                    Seen(grid.Select(r => r[i])) == sights[0]![i] && Seen(grid.Reverse().Select(r => r[i])) == sights[1]![i]
                    && Seen(grid[i]) == sights[2]![i] && Seen(grid[i].Reverse()) == sights[3]![i]),
                "different-sight");
    }

    private static int Seen(IEnumerable<int> heights)
    {
        var (seen, highest) = (0, 0);
        foreach (var height in heights)
        {
            (seen, highest) = height > highest ? (seen + 1, height) : (seen, highest);
        }

        return seen;
    }

    private static int[]? Side(PuzzleCase puzzle, string name) => puzzle.Between(name, "\n") is { } text ? PuzzleText.Ints(text, ' ') : null;
}
