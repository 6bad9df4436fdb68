using System.Text.Json;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>
/// The next number of a sequence. No finite sequence determines it, so it is the stored one; where nothing is stored, the
/// continuation by a constant difference, a constant quotient or the sum of the last two decides.
/// </summary>
internal static class NumberSequence
{
    public static Ruling Judge(PuzzleCase puzzle, string answer) => Ruling.Number(Expected(puzzle), answer);

    private static Numbers.Rational? Expected(PuzzleCase puzzle)
    {
        if (puzzle.Member("sequence") is { ValueKind: JsonValueKind.Array } sequence && sequence.GetArrayLength() > 0)
        {
            return PuzzleText.Number(sequence[sequence.GetArrayLength() - 1].GetRawText());
        }

        return puzzle.Reference is { } stored ? PuzzleText.Number(stored) : Continue(puzzle.Question);
    }

    private static Numbers.Rational? Continue(string question)
    {
        var terms = question.TrimEnd(' ', '\n', '?', ',').Split(',').Select(t => PuzzleText.Number(t)).ToArray();
        if (terms.Length < 4 || terms.Any(t => t is null))
        {
            return null;
        }

        var t = terms.Select(x => x!.Value).ToArray();
        var pairs = Enumerable.Range(1, t.Length - 1).ToArray();
        return pairs.All(i => t[i] - t[i - 1] == t[1] - t[0]) ? t[^1] + t[1] - t[0]
            : pairs.Skip(1).All(i => t[i] == t[i - 1] + t[i - 2]) ? t[^1] + t[^2]
            : !t[0].IsZero && pairs.All(i => t[i] == t[i - 1] * (t[1] / t[0])) ? t[^1] * (t[1] / t[0])
            : null;
    }
}
