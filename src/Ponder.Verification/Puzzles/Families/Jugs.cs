namespace Ponder.Verification.Puzzles.Families;

/// <summary>A JSON list of fills, empties and pours after which a jug holds the target.</summary>
internal static class Jugs
{
    private const int MaxMoves = 10_000;

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var capacities = (puzzle.Between("of water: ", "\n") ?? "").Split(',').Select(j => PuzzleText.Int(j.AsSpan(j.IndexOf(':', StringComparison.Ordinal) + 1))).ToArray();
        if (capacities.Any(c => c is not (> 0 and < 1_000_000)) || PuzzleText.Int(puzzle.Between("target is: ", " ")) is not { } target)
        {
            return Ruling.Unreadable;
        }

        if (PuzzleJson.Texts(answer) is not { Length: <= MaxMoves } moves)
        {
            return Ruling.Malformed;
        }

        var levels = new int[capacities.Length];
        int[] sizes = [.. capacities.OfType<int>()];
        return moves.All(move => Apply(move.Trim(), levels, sizes)) ? Ruling.Of(levels.Contains(target), "misses-target") : Ruling.Wrong("illegal-move");
    }

    /// <summary>Makes one move; false where there is no such move.</summary>
    internal static bool Apply(string move, int[] levels, int[] sizes)
    {
        int Jug(char name) => name >= 'A' && name - 'A' < sizes.Length ? name - 'A' : -1;
        switch (move)
        {
            case ['f', 'i', 'l', 'l', ' ', var name] when Jug(name) is >= 0 and var jug:
                levels[jug] = sizes[jug];
                return true;
            case ['e', 'm', 'p', 't', 'y', ' ', var name] when Jug(name) is >= 0 and var jug:
                levels[jug] = 0;
                return true;
            case ['p', 'o', 'u', 'r', ' ', var source, '-', '>', var sink] when Jug(source) is >= 0 and var from && Jug(sink) is >= 0 and var to && from != to:
                var amount = Math.Min(levels[from], sizes[to] - levels[to]);
                levels[from] -= amount;
                levels[to] += amount;
                return true;
            default:
                return false;
        }
    }
}
