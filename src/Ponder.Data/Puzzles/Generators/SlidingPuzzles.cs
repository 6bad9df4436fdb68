namespace Ponder.Data.Puzzles.Generators;

/// <summary>Cars that slide (rush hour) and boxes that are pushed (sokoban), with plans from breadth-first search.</summary>
internal static class SlidingPuzzles
{
    private const int Size = 6;
    private const int MaxStates = 6_000;
    private const int Exchanges = 100;

    public static Puzzle? RushHour(PuzzleDraw draw)
    {
        // The red car stands at the exit in the third row. One car after another is exchanged, and the board kept where its farthest position is no
        // nearer than before, until that is far enough; only boards of the split come into question.
        var least = 3 + (draw.Level / 2);
        List<RushHourCar> cars = [new(2, Size - 2, 2, true)];
        for (var i = 0; i < 80 && cars.Count < 10 + (draw.Level / 4); i++)
        {
            Park(draw, cars);
        }

        var search = new RushHourSearch();
        var depth = IsOfSplit(draw, cars) ? search.Explore(cars) : 0;
        for (var i = 0; i < Exchanges && depth < least; i++)
        {
            List<RushHourCar> changed = [.. cars];
            changed.RemoveAt(draw.Between(1, cars.Count - 1));
            if (Park(draw, changed) && IsOfSplit(draw, changed) && search.Explore(changed) is var now && now >= depth)
            {
                (cars, depth) = (changed, now);
            }
        }

        // The last board that was explored need not be the one that was kept.
        if (depth < least || search.Explore(cars) < least)
        {
            return null;
        }

        var found = search.Pick(draw, least);
        return new(
            "Move the red car (AA) to the exit on the right.\nSpecify moves in the format: 'F+1 K+1 M-1 C+3 H+2 ...'\nwhere the letter is the vehicle and +/- number is spaces to move right/left or down/up.\n"
            + $"A car oriented vertically can only move up and down, a car oriented horizontally can only move left and right.\n\nBoard:\n{RushHourSearch.Board(cars, found.Start)}\n", found.Moves);
    }

    private static bool IsOfSplit(PuzzleDraw draw, List<RushHourCar> cars) =>
        draw.Admits(string.Join('|', cars.Select(c => c.Line).Order(StringComparer.Ordinal)));

    // A car at a random place where there is room; only the red one lies in its row.
    private static bool Park(PuzzleDraw draw, List<RushHourCar> cars)
    {
        var (flat, length) = (draw.Percent(45), draw.Percent(50) ? 2 : 3);
        var car = new RushHourCar(draw.Below(flat ? Size : Size - length + 1), draw.Below(flat ? Size - length + 1 : Size), length, flat);
        var mask = car.Mask(car.Along);
        if ((flat && car.Row == 2) || cars.Exists(c => (c.Mask(c.Along) & mask) != 0))
        {
            return false;
        }

        cars.Add(car);
        return true;
    }

    public static Puzzle? Sokoban(PuzzleDraw draw)
    {
        var (height, width) = (6 + (draw.Level / 4), 7);
        var boxes = draw.Level < 4 ? 1 : 2;
        char[][] grid = [.. Enumerable.Range(0, height).Select(r => Enumerable.Range(0, width).Select(c => r == 0 || c == 0 || r == height - 1 || c == width - 1 || draw.Percent(18) ? '+' : '-').ToArray())];
        int[] free = [.. Enumerable.Range(0, height * width).Where(i => grid[i / width][i % width] == '-')];
        if (free.Length < 12 || !draw.Admits(string.Concat(grid.Select(r => new string(r)))))
        {
            return null;
        }

        var goals = draw.Some(free, boxes);
        if (Farthest(grid, free, goals) is not { } found || found.Moves.Length < 8 + draw.Level || goals.Intersect(found.Boxes).Any())
        {
            return null;
        }

        foreach (var i in free)
        {
            grid[i / width][i % width] = (goals.Contains(i), found.Boxes.Contains(i), i == found.Player) switch
            {
                (true, false, true) => '%',
                (true, false, false) => 'X',
                (false, true, _) => '@',
                (false, false, true) => '*',
                _ => '-',
            };
        }

        return new(
            "You are going to solve a 'sokoban' puzzle.\n\n* - The player\n% - The player on a goal\n@ - A box\nX - A goal\n$ - A box on a goal\n+ - A wall\n- - An empty position\n\n"
            + $"Your solution must be a string of characters, ex: LDURRUDL.\n\nHere is your puzzle:\n{string.Join('\n', grid.Select(r => string.Join(' ', r)))}\n", found.Moves);
    }

    // From the solved boards backwards: a step back of the player, who may pull a box. The state that is found last is the farthest.
    private static (int Player, int[] Boxes, string Moves)? Farthest(char[][] grid, int[] free, int[] goals)
    {
        var width = grid[0].Length;
        var open = free.ToHashSet();
        (char Letter, int By)[] steps = [('U', -width), ('D', width), ('L', -1), ('R', 1)];
        var moves = new Dictionary<(int Player, int A, int B), (char Move, (int, int, int) Next)>();
        var queue = new Queue<(int Player, int A, int B)>();
        foreach (var player in free.Except(goals))
        {
            var state = State(player, goals);
            moves[state] = (' ', state);
            queue.Enqueue(state);
        }

        var last = queue.Peek();
        while (queue.TryDequeue(out var state) && moves.Count < MaxStates)
        {
            last = state;
            foreach (var (letter, by) in steps)
            {
                var back = state.Player - by;
                if (!open.Contains(back) || back == state.A || back == state.B)
                {
                    continue;
                }

                Visit(State(back, [state.A, state.B]), letter, state);
                var box = state.Player + by;
                if (box == state.A || box == state.B)
                {
                    Visit(State(back, [box == state.A ? state.Player : state.A, box == state.B ? state.Player : state.B]), letter, state);
                }
            }
        }

        var text = "";
        for (var at = last; moves[at].Move != ' '; at = moves[at].Next)
        {
            text += moves[at].Move;
        }

        return text.Length == 0 ? null : (last.Player, goals.Length == 1 ? [last.A] : [last.A, last.B], text);

        void Visit((int, int, int) state, char letter, (int, int, int) next)
        {
            if (moves.TryAdd(state, (letter, next)))
            {
                queue.Enqueue(state);
            }
        }

        // One box stands twice.
        static (int Player, int A, int B) State(int player, int[] boxes) => (player, boxes.Min(), boxes.Max());
    }
}
