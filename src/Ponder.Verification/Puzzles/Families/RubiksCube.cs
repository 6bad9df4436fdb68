using System.Text.RegularExpressions;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>Turns in Singmaster's notation after which every face of the cube has one colour.</summary>
internal static class RubiksCube
{
    private const int MaxMoves = 2_000;

    private static readonly Regex Turn = new(@"^(\d)?([FBUDLR])(w)?(')?$", RegexOptions.CultureInvariant);

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        if (Read(puzzle.Question) is not { } cube)
        {
            return Ruling.Unreadable;
        }

        var moves = PuzzleText.Words(answer);
        if (moves.Length > MaxMoves)
        {
            return Ruling.Malformed;
        }

        foreach (var move in moves)
        {
            if (Turn.Match(move) is not { Success: true } turn)
            {
                return Ruling.Malformed;
            }

            var wide = turn.Groups[3].Success;
            var layer = turn.Groups[1].Success ? turn.Groups[1].Value[0] - '0' : wide ? 2 : 1;
            if (layer < 1 || layer > cube.Size)
            {
                return Ruling.Malformed;
            }

            cube.Turn(turn.Groups[2].Value[0], wide ? 1 : layer, layer, turn.Groups[4].Success);
        }

        return Ruling.Of(cube.IsSolved, "not-solved");
    }

    // The net: U above, then L F R B side by side, then D.
    private static CubeState? Read(string question)
    {
        var rows = question.Split('\n').Select(PuzzleText.Words).Where(w => w.Length > 0 && w.All(c => c.Length == 1 && char.IsAsciiLetterUpper(c[0]))).ToArray();
        var size = rows.Length / 3;
        if (size is < 2 or > 9 || rows.Length != 3 * size)
        {
            return null;
        }

        var shape = rows.Select((r, i) => r.Length == (i / size == 1 ? 4 * size : size));
        return shape.All(ok => ok) ? new CubeState(size, rows) : null;
    }
}
