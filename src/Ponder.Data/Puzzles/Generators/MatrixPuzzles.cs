using Ponder.Verification.Puzzles.Families;

namespace Ponder.Data.Puzzles.Generators;

/// <summary>Families about matrices: distances, spirals, turns, the game of life.</summary>
internal static class MatrixPuzzles
{
    public static Puzzle? Distances(PuzzleDraw draw)
    {
        var n = 4 + (draw.Level / 2);
        var grid = Matrix(draw, n, () => draw.Percent(25) ? 0 : 1);
        var answer = BinaryMatrix.Distances(grid);
        return answer.Any(r => r.Contains(-1)) || !answer.Any(r => r.Any(c => c > 1)) || !draw.Admits(GridText.Canonical(grid)) ? null
            : new(
                "Given a square matrix, your job is to find the taxicab (Manhattan) distance of the nearest 0 for each cell.\n\n"
                + "The output should be a matrix of the same size as the input matrix, where each cell contains the distance to the nearest 0.\n\n"
                + $"Find the distance to the nearest 0 for each cell in the matrix below:\n{GridText.Show(grid)}\n", GridText.Show(answer));
    }

    public static Puzzle? Spiral(PuzzleDraw draw)
    {
        var grid = Matrix(draw, 3 + (draw.Level / 2), () => draw.Below(10));
        return draw.Admits(GridText.Canonical(grid))
            ? new(
                "Given a matrix, your job is to generate a list of elements in spiral order, clockwise, starting from the top-left element.\n\n"
                + $"Your output should be a space-separated list of integers, e.g. 1 2 3 4 5 6\n\nFor the matrix below, what is the list of elements in spiral order?\n{GridText.Show(grid)}\n",
                string.Join(' ', SpiralMatrix.Spiral(grid)))
            : null;
    }

    public static Puzzle? Rotation(PuzzleDraw draw)
    {
        var grid = Matrix(draw, 3 + (draw.Level / 2), () => draw.Below(10));
        var quarters = draw.Between(1, 3);
        return draw.Admits(GridText.Canonical(grid))
            ? new(
                "Given a square matrix, your job is to rotate it clockwise.\n\nYour output should be a matrix in the same format as the input.\n\n"
                + $"Rotate the matrix below by {90 * quarters} degrees clockwise:\n{GridText.Show(grid)}\n", GridText.Show(RotateMatrix.Turn(grid, quarters)))
            : null;
    }

    public static Puzzle? Life(PuzzleDraw draw)
    {
        var n = 4 + (draw.Level / 2);
        var steps = 1 + (draw.Level / 4);
        var grid = Matrix(draw, n, () => draw.Percent(35) ? 1 : 0);
        var end = GameOfLife.Run(grid, steps);
        static string Json(int[][] g, string between) => $"[{string.Join(between, g.Select(r => $"[{string.Join(',', r)}]"))}]";
        return end.Sum(r => r.Sum()) < 3 || !draw.Admits(GridText.Canonical(grid)) ? null
            : new(
                $"What will this Game of Life board look like after {steps} steps of simulation? Assume a Moore neighborhood and wrapping topology. "
                + "Reply as array of arrays representing rows in the grid from top to bottom in JSON format. (An empty 3x3 grid would look like this: [[0,0,0],[0,0,0],[0,0,0]])\n\n"
                + $"{Json(grid, ",\n ")}.", Json(end, ","));
    }

    public static string FlipCell(PuzzleDraw draw, Puzzle puzzle)
    {
        int[] places = [.. Enumerable.Range(0, puzzle.Answer.Length).Where(i => puzzle.Answer[i] is '0' or '1')];
        var at = draw.Pick(places);
        return puzzle.Answer[..at] + (puzzle.Answer[at] == '0' ? '1' : '0') + puzzle.Answer[(at + 1)..];
    }

    private static int[][] Matrix(PuzzleDraw draw, int n, Func<int> cell) =>
        [.. Enumerable.Range(0, n).Select(_ => Enumerable.Range(0, n).Select(_ => cell()).ToArray())];
}
