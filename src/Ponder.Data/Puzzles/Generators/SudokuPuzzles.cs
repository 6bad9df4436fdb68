using System.Numerics;

namespace Ponder.Data.Puzzles.Generators;

/// <summary>Sudokus with one solution, proved by a search with bit sets.</summary>
internal static class SudokuPuzzles
{
    public static Puzzle? Nine(PuzzleDraw draw)
    {
        var solution = Solved(draw, 3, 3);
        return !draw.Admits(GridText.Canonical(solution, rename: true)) ? null
            : new(
                $"Solve this Sudoku puzzle:\n{GridText.Show(Dig(draw, solution, 3, 3, 20 + (3 * draw.Level)), "_")}\n"
                + "Respond with only your answer, formatted as the puzzle, a 9x9 grid with numbers separated by spaces, and rows separated by newlines.", GridText.Show(solution));
    }

    public static Puzzle? Four(PuzzleDraw draw)
    {
        var solution = Solved(draw, 2, 2);
        var puzzle = Dig(draw, solution, 2, 2, 10 + (draw.Level / 5));
        return puzzle.Sum(r => r.Count(c => c == 0)) < 10 || !draw.Admits(GridText.Canonical(puzzle, rename: true)) ? null
            : new(
                "In 4x4 Mini Sudoku:\n- Each row must contain each number from 1-4 exactly once\n- Each column must contain each number 1-4 exactly once\n- Each 2x2 subgrid must contain each number 1-4 exactly once\n"
                + $"Solve this 4x4 Mini Sudoku puzzle:\n{GridText.Show(puzzle, "_")}\n"
                + "Format your response as the puzzle above, with spaces separating each number within a row, and newlines separating rows.\n", GridText.Show(solution));
    }

    public static string GuessNine(PuzzleDraw draw, Puzzle puzzle) => Fill(draw, puzzle, 9);

    public static string GuessFour(PuzzleDraw draw, Puzzle puzzle) => Fill(draw, puzzle, 4);

    // Each row is completed by its missing numbers in random order.
    private static string Fill(PuzzleDraw draw, Puzzle puzzle, int n)
    {
        var rows = puzzle.Question.Split('\n').Select(l => l.Split(' ')).Where(r => r.Length == n && r.All(c => c == "_" || (c.Length == 1 && char.IsAsciiDigit(c[0])))).ToArray();
        return string.Join('\n', rows.Select(row =>
        {
            var missing = new Queue<string>(draw.Shuffle(Enumerable.Range(1, n).Select(i => $"{i}").Except(row)));
            return string.Join(' ', row.Select(c => c == "_" ? missing.Dequeue() : c));
        }));
    }

    // A shuffled pattern: bands, rows in bands, stacks, columns in stacks and numbers.
    private static int[][] Solved(PuzzleDraw draw, int height, int width)
    {
        var n = height * width;
        var rows = draw.Shuffle(Enumerable.Range(0, width)).SelectMany(b => draw.Shuffle(Enumerable.Range(0, height)).Select(r => (b * height) + r)).ToArray();
        var columns = draw.Shuffle(Enumerable.Range(0, height)).SelectMany(s => draw.Shuffle(Enumerable.Range(0, width)).Select(c => (s * width) + c)).ToArray();
        var numbers = draw.Shuffle(Enumerable.Range(1, n));
        return [.. rows.Select(r => columns.Select(c => numbers[((width * (r % height)) + (r / height) + c) % n]).ToArray())];
    }

    private static int[][] Dig(PuzzleDraw draw, int[][] solution, int height, int width, int empties)
    {
        var n = height * width;
        var puzzle = solution.Select(r => r.ToArray()).ToArray();
        foreach (var cell in draw.Shuffle(Enumerable.Range(0, n * n)))
        {
            if (empties == 0)
            {
                break;
            }

            puzzle[cell / n][cell % n] = 0;
            if (Count(puzzle, height, width) == 1)
            {
                empties--;
            }
            else
            {
                puzzle[cell / n][cell % n] = solution[cell / n][cell % n];
            }
        }

        return puzzle;
    }

    /// <summary>Number of solutions, at most two.</summary>
    internal static int Count(int[][] puzzle, int height, int width)
    {
        var n = height * width;
        var (rows, columns, boxes) = (new int[n], new int[n], new int[n]);
        var empty = new List<int>();
        for (var i = 0; i < n * n; i++)
        {
            var value = puzzle[i / n][i % n];
            if (value == 0)
            {
                empty.Add(i);
            }
            else
            {
                Toggle(i, 1 << (value - 1));
            }
        }

        var found = 0;
        Search(empty.Count);
        return found;

        int Box(int cell) => (cell / n / height * height) + (cell % n / width);

        void Toggle(int cell, int bit)
        {
            rows[cell / n] ^= bit;
            columns[cell % n] ^= bit;
            boxes[Box(cell)] ^= bit;
        }

        // The empty cell with the fewest candidates first; it is kept at the end of the list's active part.
        void Search(int count)
        {
            if (count == 0)
            {
                found++;
                return;
            }

            var (best, fewest, free) = (0, int.MaxValue, 0);
            for (var i = 0; i < count && fewest > 1; i++)
            {
                var cell = empty[i];
                var candidates = ~(rows[cell / n] | columns[cell % n] | boxes[Box(cell)]) & ((1 << n) - 1);
                if (BitOperations.PopCount((uint)candidates) < fewest)
                {
                    (best, fewest, free) = (i, BitOperations.PopCount((uint)candidates), candidates);
                }
            }

            (empty[best], empty[count - 1]) = (empty[count - 1], empty[best]);
            var chosen = empty[count - 1];
            for (; free != 0 && found < 2; free &= free - 1)
            {
                Toggle(chosen, free & -free);
                Search(count - 1);
                Toggle(chosen, free & -free);
            }

            (empty[best], empty[count - 1]) = (empty[count - 1], empty[best]);
        }
    }
}
