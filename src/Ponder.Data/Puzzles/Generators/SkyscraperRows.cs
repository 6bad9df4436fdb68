namespace Ponder.Data.Puzzles.Generators;

/// <summary>All Latin squares that show given sights from the four edges, found row by row among the permutations that fit each row's own sights.</summary>
/// <param name="size">Rows and columns.</param>
/// <param name="sights">Top, bottom, left and right, each of that size.</param>
internal sealed class SkyscraperRows(int size, IReadOnlyList<int> sights)
{
    private readonly int[][][] _fitting = [.. Enumerable.Range(0, size).Select(row =>
        Permutations(size).Where(p => Seen(p) == sights[(2 * size) + row] && Seen(Reversed(p)) == sights[(3 * size) + row]).ToArray())];

    /// <summary>How many are seen from the front: the new maxima.</summary>
    public static int Seen(ReadOnlySpan<int> heights)
    {
        var (seen, highest) = (0, 0);
        foreach (var height in heights)
        {
            (seen, highest) = height > highest ? (seen + 1, height) : (seen, highest);
        }

        return seen;
    }

    /// <summary>The squares, in a fixed order.</summary>
    public List<int[][]> All()
    {
        var found = new List<int[][]>();
        var square = new int[size][];
        Place(0, new int[size]);
        return found;

        void Place(int row, int[] used)
        {
            if (row == size)
            {
                found.Add([.. square]);
                return;
            }

            foreach (var candidate in _fitting[row])
            {
                square[row] = candidate;
                var next = new int[size];
                var fits = true;
                for (var c = 0; fits && c < size; c++)
                {
                    next[c] = used[c] | 1 << candidate[c];
                    fits = next[c] != used[c] && ColumnFits(square, row, c);
                }

                if (fits)
                {
                    Place(row + 1, next);
                }
            }
        }
    }

    // From the top no more may be seen than wanted, and with the rows that are left no fewer; whole columns are looked at from both ends.
    private bool ColumnFits(int[][] square, int row, int column)
    {
        Span<int> heights = stackalloc int[row + 1];
        for (var r = 0; r <= row; r++)
        {
            heights[r] = square[r][column];
        }

        var seen = Seen(heights);
        if (row < size - 1)
        {
            return seen <= sights[column] && seen + size - 1 - row >= sights[column];
        }

        heights.Reverse();
        return seen == sights[column] && Seen(heights) == sights[size + column];
    }

    private static int[] Reversed(int[] row) => [.. row.Reverse()];

    private static IEnumerable<int[]> Permutations(int count) => Grow([], count);

    private static IEnumerable<int[]> Grow(int[] begun, int count) => begun.Length == count
        ? [begun]
        : Enumerable.Range(1, count).Where(v => !begun.Contains(v)).SelectMany(v => Grow([.. begun, v], count));
}
