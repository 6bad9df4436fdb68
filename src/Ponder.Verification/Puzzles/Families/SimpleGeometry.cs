using Ponder.Verification.Numbers;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>The last angle of a polygon: (n − 2) · 180° less the others.</summary>
internal static class SimpleGeometry
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        if (puzzle.Between("angles are: ", "°.") is not { } list)
        {
            return Ruling.Unreadable;
        }

        var sum = Rational.Zero;
        var angles = list.Split("°,");
        foreach (var part in angles)
        {
            if (PuzzleText.Number(part) is not { } angle)
            {
                return Ruling.Unreadable;
            }

            sum += angle;
        }

        return Ruling.Number(Rational.FromInt64((angles.Length - 1) * 180L) - sum, answer.TrimEnd('°'));
    }
}
