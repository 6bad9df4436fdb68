using System.Text.RegularExpressions;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>Orthocentre, radius of the incircle or an angle of a triangle, rounded to three decimals (angles to two).</summary>
internal static class AdvancedGeometry
{
    private static readonly Regex Vertex = new(@"[ABC]=\((-?\d{1,6}), (-?\d{1,6})\)", RegexOptions.CultureInvariant);

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var points = Vertex.Matches(puzzle.Question).Select(m => (X: (double)PuzzleText.Int(m.Groups[1].Value)!, Y: (double)PuzzleText.Int(m.Groups[2].Value)!)).ToArray();
        if (points.Length != 3)
        {
            return Ruling.Unreadable;
        }

        var (a, b, c) = (points[0], points[1], points[2]);
        if (puzzle.Question.Contains("orthocenter", StringComparison.Ordinal))
        {
            return Orthocentre(a, b, c, answer);
        }

        if (puzzle.Question.Contains("incircle", StringComparison.Ordinal))
        {
            var (x, y, z) = (Distance(b, c), Distance(c, a), Distance(a, b));
            return Number(Math.Abs(Cross(a, b, c)) / (x + y + z), answer, 3);
        }

        if (puzzle.Question.Contains("angle", StringComparison.Ordinal))
        {
            var dot = ((a.X - b.X) * (c.X - b.X)) + ((a.Y - b.Y) * (c.Y - b.Y));
            var angle = Math.Atan2(Math.Abs(Cross(b, a, c)), dot) * 180 / Math.PI;
            return Number(angle, answer.TrimEnd('°'), 2);
        }

        return Ruling.Unreadable;
    }

    private static Ruling Orthocentre((double X, double Y) a, (double X, double Y) b, (double X, double Y) c, string answer)
    {
        var parts = answer is ['(', .., ')'] ? answer[1..^1].Split(',') : [];
        if (parts.Length != 2)
        {
            return Ruling.Malformed;
        }

        // With the circumcentre U as origin H = A + B + C, so H = A + B + C − 2U.
        var d = 2 * Cross(a, b, c);
        if (d == 0)
        {
            return Ruling.Unreadable;
        }

        var (a2, b2, c2) = (Square(a), Square(b), Square(c));
        var ux = ((a2 * (b.Y - c.Y)) + (b2 * (c.Y - a.Y)) + (c2 * (a.Y - b.Y))) / d;
        var uy = ((a2 * (c.X - b.X)) + (b2 * (a.X - c.X)) + (c2 * (b.X - a.X))) / d;
        var x = Number(a.X + b.X + c.X - (2 * ux), parts[0], 3);
        return x.Outcome == Outcome.Correct ? Number(a.Y + b.Y + c.Y - (2 * uy), parts[1], 3) : x;
    }

    private static Ruling Number(double expected, string text, int decimals) =>
        PuzzleText.Number(text) is null ? Ruling.Malformed : Ruling.Of(PuzzleText.Rounds(text, expected, decimals, 3), "different-number");

    private static double Cross((double X, double Y) o, (double X, double Y) p, (double X, double Y) q) =>
        ((p.X - o.X) * (q.Y - o.Y)) - ((p.Y - o.Y) * (q.X - o.X));

    private static double Distance((double X, double Y) p, (double X, double Y) q) =>
        Math.Sqrt(((p.X - q.X) * (p.X - q.X)) + ((p.Y - q.Y) * (p.Y - q.Y)));

    private static double Square((double X, double Y) p) => (p.X * p.X) + (p.Y * p.Y);
}
