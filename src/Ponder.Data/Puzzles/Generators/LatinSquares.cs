namespace Ponder.Data.Puzzles.Generators;

/// <summary>Latin squares: random ones, and a count of those that fit conditions.</summary>
internal static class LatinSquares
{
    private const int MaxSteps = 60_000;

    /// <summary>A Latin square: a cyclic one with rows, columns and numbers shuffled, then some rows exchanged in cycles.</summary>
    public static int[][] Random(PuzzleDraw draw, int n)
    {
        var rows = draw.Shuffle(Enumerable.Range(0, n));
        var columns = draw.Shuffle(Enumerable.Range(0, n));
        var numbers = draw.Shuffle(Enumerable.Range(1, n));
        int[][] square = [.. rows.Select(r => columns.Select(c => numbers[(r + c) % n]).ToArray())];
        for (var i = 0; i < 3 * n; i++)
        {
            // Exchanging two rows along one cycle of their permutation keeps the square Latin.
            var (a, b) = (draw.Below(n), draw.Below(n));
            var column = a == b ? -1 : draw.Below(n);
            while (column >= 0)
            {
                (square[a][column], square[b][column]) = (square[b][column], square[a][column]);
                var (value, at) = (square[a][column], column);
                column = Array.FindIndex(square[a], v => v == value);
                column = column == at ? Array.FindLastIndex(square[a], v => v == value) : column;
                column = column == at ? -1 : column;
            }
        }

        return square;
    }

    /// <summary>Number of Latin squares that fit, at most two; two where the search takes too long.</summary>
    /// <param name="given">Numbers, 0 for empty.</param>
    /// <param name="fits">Whether the square up to a cell (row by row) may still be completed.</param>
    public static int Count(int[][] given, Func<int[][], int, int, bool> fits)
    {
        var n = given.Length;
        var square = given.Select(_ => new int[n]).ToArray();
        var (found, steps) = (0, 0);
        Search(0);
        return steps > MaxSteps ? 2 : found;

        void Search(int cell)
        {
            if (++steps > MaxSteps || found > 1)
            {
                return;
            }

            if (cell == n * n)
            {
                found++;
                return;
            }

            var (r, c) = (cell / n, cell % n);
            for (var value = 1; value <= n; value++)
            {
                if ((given[r][c] == 0 || given[r][c] == value) && IsFree(r, c, value))
                {
                    square[r][c] = value;
                    if (fits(square, r, c))
                    {
                        Search(cell + 1);
                    }

                    square[r][c] = 0;
                }
            }
        }

        bool IsFree(int r, int c, int value)
        {
            for (var i = 0; i < n; i++)
            {
                if (square[r][i] == value || square[i][c] == value || (i > r && given[i][c] == value) || (i > c && given[r][i] == value))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
