namespace Ponder.Verification.Puzzles.Families;

/// <summary>The clear text of a Caesar cipher: by the stored rotation or text, else the rotation that looks most like English.</summary>
internal static class CaesarCipher
{
    // Share of each letter in English text, in thousandths (Lewand 2000, "Cryptological Mathematics").
    private static readonly int[] English = [82, 15, 28, 43, 127, 22, 20, 61, 70, 2, 8, 40, 24, 67, 75, 19, 1, 60, 63, 91, 28, 10, 24, 2, 20, 1];

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        if (puzzle.Between("cipher text: ", ". Provide") is not { } cipher)
        {
            return Ruling.Unreadable;
        }

        var rotation = PuzzleText.Int(puzzle.NumberText("rotation"));
        var expected = rotation is { } r ? Rotate(cipher, r)
            : puzzle.Reference ?? Enumerable.Range(1, 25).Select(k => Rotate(cipher, k)).MaxBy(Likeness);
        return Ruling.Text(expected, answer);
    }

    /// <summary>Takes every letter so many places back.</summary>
    internal static string Rotate(string text, int back) =>
        string.Concat(text.Select(c => char.IsAsciiLetterUpper(c) ? (char)('A' + ((c - 'A' + 52 - (back % 26)) % 26)) : c));

    private static double Likeness(string text) => text.Where(char.IsAsciiLetterUpper).Sum(c => Math.Log(English[c - 'A']));
}
