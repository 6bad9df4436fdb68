namespace Ponder.Verification.Puzzles.Families;

/// <summary>Blocks that are combined by six fixed rules until none applies or a state comes back.</summary>
internal static class StringSynthesis
{
    private const int MaxSteps = 1000;

    // Places: [A] [B] [C] {A} {B} {C} (A) (B) (C). Each rule takes and gives.
    private static readonly (int[] Take, int[] Give)[] Rules =
    [
        ([0, 1, 2], [3]),
        ([0, 1], [5]),
        ([1, 2], [4]),
        ([2, 2], [5]),
        ([3, 5], [6, 7]),
        ([4, 4], [8]),
    ];

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var counts = (puzzle.After("Now, you have ") ?? "").Split(' ').Select(w => PuzzleText.Int(w)).OfType<int>().Take(3).ToArray();
        if (counts.Length != 3 || counts.Any(c => c is < 0 or > 10_000))
        {
            return Ruling.Unreadable;
        }

        return PuzzleText.Ints(answer, ' ') is { } got ? Ruling.Of(got.AsSpan().SequenceEqual(Run(counts)) && PuzzleText.Words(answer).All(w => w.Length == 1 || w[0] != '0'), "different-counts") : Ruling.Malformed;
    }

    /// <summary>The counts at the end.</summary>
    internal static int[] Run(int[] initial)
    {
        int[] state = [.. initial, 0, 0, 0, 0, 0, 0];
        for (var step = 0; step < MaxSteps * 10; step++)
        {
            var rule = Array.FindIndex(Rules, r => r.Take.GroupBy(t => t).All(g => state[g.Key] >= g.Count()));
            if (rule < 0)
            {
                break;
            }

            foreach (var t in Rules[rule].Take)
            {
                state[t]--;
            }

            foreach (var g in Rules[rule].Give)
            {
                state[g]++;
            }
        }

        return state;
    }
}
