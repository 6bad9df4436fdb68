namespace Ponder.Verification.Puzzles.Families;

/// <summary>The least number of swaps that make a binary string alternate; −1 where none do.</summary>
internal static class BinaryAlternation
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var text = puzzle.After("alternating: ")?.Trim();
        return text is null || text.Any(c => c is not ('0' or '1')) ? Ruling.Unreadable : Ruling.Number(Swaps(text), answer);
    }

    private static long Swaps(string text)
    {
        var ones = text.Count(c => c == '1');
        long best = -1;
        foreach (var first in "01")
        {
            // The pattern that begins with this character needs this number of ones.
            var needed = first == '1' ? (text.Length + 1) / 2 : text.Length / 2;
            if (needed == ones)
            {
                var wrong = text.Where((c, i) => c == '1' != ((i % 2 == 0) == (first == '1'))).Count() / 2;
                best = best < 0 ? wrong : Math.Min(best, wrong);
            }
        }

        return best;
    }
}
