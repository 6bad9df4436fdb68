namespace Ponder.Verification.Puzzles.Families;

/// <summary>Number of legs of a list of animals.</summary>
internal static class LegCounting
{
    /// <summary>Legs of each animal that puzzles may name.</summary>
    public static IReadOnlyDictionary<string, int> Legs { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["snake"] = 0, ["sea slug"] = 0, ["jellyfish"] = 0, ["flatworm"] = 0, ["leech"] = 0, ["snail"] = 0,
        ["chicken"] = 2, ["bird"] = 2, ["human"] = 2, ["duck"] = 2,
        ["dog"] = 4, ["cat"] = 4, ["cow"] = 4, ["horse"] = 4, ["lion"] = 4, ["elephant"] = 4, ["giraffe"] = 4, ["tiger"] = 4,
        ["deer"] = 4, ["sheep"] = 4, ["goat"] = 4, ["pig"] = 4,
        ["starfish"] = 5,
        ["insect"] = 6, ["ant"] = 6, ["butterfly"] = 6, ["beetle"] = 6, ["bee"] = 6, ["wasp"] = 6, ["grasshopper"] = 6,
        ["cricket"] = 6, ["cockroach"] = 6, ["praying mantis"] = 6, ["firefly"] = 6,
        ["spider"] = 8, ["scorpion"] = 8,
        ["crab"] = 10, ["lobster"] = 10, ["shrimp"] = 10,
        ["woodlouse"] = 14,
    };

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var total = 0L;
        foreach (var item in (puzzle.After("if you have ")?.Trim().TrimEnd('?') ?? "").Split(", "))
        {
            var blank = item.IndexOf(' ');
            if (blank < 0 || PuzzleText.Int(item.AsSpan(0, blank)) is not { } count || Of(item[(blank + 1)..]) is not { } legs)
            {
                return Ruling.Unreadable;
            }

            total += (long)count * legs;
        }

        return Ruling.Number(total, answer);
    }

    private static int? Of(string name) =>
        Legs.TryGetValue(name, out var legs) || (name.EndsWith('s') && Legs.TryGetValue(name[..^1], out legs)) ? legs : null;
}
