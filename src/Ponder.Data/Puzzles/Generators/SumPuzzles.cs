namespace Ponder.Data.Puzzles.Generators;

/// <summary>Grids whose sums are given: kakurasu and survo, with one solution each.</summary>
internal static class SumPuzzles
{
    public static Puzzle? Kakurasu(PuzzleDraw draw)
    {
        var n = 4 + (draw.Level / 5);
        int[][] grid = [.. Enumerable.Range(0, n).Select(_ => Enumerable.Range(0, n).Select(_ => draw.Percent(45) ? 1 : 0).ToArray())];
        var rows = grid.Select(r => r.Select((v, c) => v * (c + 1)).Sum()).ToArray();
        var columns = Enumerable.Range(0, n).Select(c => grid.Select((r, i) => r[c] * (i + 1)).Sum()).ToArray();
        return !draw.Admits(GridText.Canonical(grid)) || CountKakurasu(rows, columns) != 1 ? null
            : new(
                $"You're presented with a {n} x {n} Kakurasu puzzle grid. The goal is to place 1s in the grid so that the weighted sums of rows and columns match the given constraints: "
                + $"row sums [{string.Join(", ", rows)}] and column sums [{string.Join(", ", columns)}].\n1. Rules:\n  1. Each cell must be filled with either a 1 or a 0.\n"
                + $"  2. A 1 in column j of any row contributes j points to that row's sum (j ranges from 1 to {n}).\n  3. A 1 in row i of any column contributes i points to that column's sum (i ranges from 1 to {n}).\n"
                + "  4. Each row's weighted sum must match its constraint value.\n  5. Each column's weighted sum must match its constraint value.\n"
                + "2. Answer with the grid, one row a line, cells separated by spaces.\n", GridText.Show(grid));
    }

    public static Puzzle? Survo(PuzzleDraw draw)
    {
        var n = 3 + (draw.Level / 5);
        int[][] grid = [.. Enumerable.Range(0, n).Select(_ => Enumerable.Range(0, n).Select(_ => draw.Between(1, 9)).ToArray())];
        var cells = draw.Some(Enumerable.Range(0, n * n), Math.Min(4 + (draw.Level / 2), (n * n) - 1));
        int[][] full = [.. grid.Select(r => r.Append(r.Sum()).ToArray())];
        full = [.. full, [.. Enumerable.Range(0, n + 1).Select(c => full.Sum(r => r[c]))]];
        var puzzle = full.Select(r => r.ToArray()).ToArray();
        foreach (var cell in cells)
        {
            puzzle[cell / n][cell % n] = 0;
        }

        var numbers = cells.Select(c => grid[c / n][c % n]).Order().ToArray();
        return !draw.Admits(GridText.Canonical(grid)) || numbers.Distinct().Count() < 3 || CountSurvo(puzzle, numbers) != 1 ? null
            : new(
                $"Solve this {n + 1}*{n + 1} matrix puzzle:\n{GridText.Show(puzzle)}\nwhere 0 represents empty cells that need to be filled. The last number in each row and column equals the sum of all other numbers in that row or column. "
                + $"You have the numbers [{string.Join(", ", numbers)}] to place in the empty cells. Each number can only be used once.\nAnswer with the full matrix, numbers separated by spaces and rows by newlines.", GridText.Show(full));
    }

    // Row by row, the masks with the right sum, while no column has too much.
    private static int CountKakurasu(int[] rows, int[] columns)
    {
        var n = rows.Length;
        var left = columns.ToArray();
        return Search(0);

        int Search(int row)
        {
            if (row == n)
            {
                return left.All(l => l == 0) ? 1 : 0;
            }

            var found = 0;
            for (var mask = 0; mask < 1 << n && found < 2; mask++)
            {
                if (Enumerable.Range(0, n).Sum(c => (mask >> c & 1) * (c + 1)) != rows[row] || Enumerable.Range(0, n).Any(c => (mask >> c & 1) == 1 && left[c] < row + 1))
                {
                    continue;
                }

                Add(mask, -(row + 1));
                found += Search(row + 1);
                Add(mask, row + 1);
            }

            return found;
        }

        void Add(int mask, int amount)
        {
            for (var c = 0; c < n; c++)
            {
                left[c] += (mask >> c & 1) * amount;
            }
        }
    }

    private static int CountSurvo(int[][] puzzle, int[] numbers)
    {
        var n = puzzle.Length - 1;
        int[] cells = [.. Enumerable.Range(0, n * n).Where(i => puzzle[i / n][i % n] == 0)];
        var grid = puzzle.Select(r => r.ToArray()).ToArray();
        var used = new bool[numbers.Length];
        return Search(0);

        int Search(int at)
        {
            if (at == cells.Length)
            {
                return Ponder.Verification.Puzzles.Families.Survo.SumsHold(grid) ? 1 : 0;
            }

            var (r, c) = (cells[at] / n, cells[at] % n);
            var found = 0;
            for (var i = 0; i < numbers.Length && found < 2; i++)
            {
                if (used[i] || (i > 0 && numbers[i] == numbers[i - 1] && !used[i - 1]))
                {
                    continue;
                }

                (used[i], grid[r][c]) = (true, numbers[i]);
                var rowDone = at + 1 == cells.Length || cells[at + 1] / n != r;
                if (!rowDone || grid[r][..n].Sum() == grid[r][n])
                {
                    found += Search(at + 1);
                }

                (used[i], grid[r][c]) = (false, 0);
            }

            return found;
        }
    }
}
