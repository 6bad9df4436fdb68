using System.Globalization;
using System.Numerics;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>The list of whole numbers that a question ends in.</summary>
internal static class ListedNumbers
{
    private const int MaxLength = 10_000;

    /// <summary>The numbers between the last colon and the next period or line end; null where there are none.</summary>
    public static IReadOnlyList<BigInteger>? Of(PuzzleCase puzzle)
    {
        if (puzzle.After(":") is not { Length: <= MaxLength } text)
        {
            return null;
        }

        var numbers = new List<BigInteger>();
        foreach (var part in text.Trim().Split(['.', '\n'])[0].Split(','))
        {
            if (!BigInteger.TryParse(part.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            numbers.Add(number);
        }

        return numbers;
    }
}
