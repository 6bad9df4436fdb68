using System.Globalization;

namespace Ponder.Data.Puzzles.Generators;

/// <summary>
/// Finds positions far from the exit. A state is the places of the cars along their lines, three bits each; moves can be taken
/// back, so the search runs from the solved states outwards.
/// </summary>
internal static class RushHourSearch
{
    private const int Size = 6;
    private const int MaxStates = 1_500;

    /// <summary>A start at least so many moves away from every solved state that was met, and a plan; null where there is none.</summary>
    public static (ulong Start, string Moves)? Far(PuzzleDraw draw, List<RushHourCar> cars, int least)
    {
        var masks = cars.Select(c => Enumerable.Range(0, Size - c.Length + 1).Select(c.Mask).ToArray()).ToArray();
        var start = 0UL;
        for (var i = 0; i < cars.Count; i++)
        {
            start |= (ulong)cars[i].Along << (3 * i);
        }

        // All states that can be reached, then their distances from the solved ones among them.
        var states = new HashSet<ulong> { start };
        var queue = new Queue<ulong>([start]);
        while (states.Count < MaxStates && queue.TryDequeue(out var state))
        {
            foreach (var (next, _) in Neighbours(state, cars, masks))
            {
                if (states.Add(next))
                {
                    queue.Enqueue(next);
                }
            }
        }

        var towards = new Dictionary<ulong, (ulong Next, string Move, int Distance)>();
        queue.Clear();
        foreach (var solved in states.Where(s => (s & 7) == Size - 2))
        {
            towards[solved] = (solved, "", 0);
            queue.Enqueue(solved);
        }

        while (queue.TryDequeue(out var state))
        {
            foreach (var (before, back) in Neighbours(state, cars, masks))
            {
                if (states.Contains(before) && !towards.ContainsKey(before))
                {
                    var move = $"{back[0]}{(back[1] == '+' ? '-' : '+')}{back[2..]}";
                    towards[before] = (state, move, towards[state].Distance + 1);
                    queue.Enqueue(before);
                }
            }
        }

        ulong[] far = [.. towards.Where(t => t.Value.Distance >= least && t.Value.Distance < least + 4).Select(t => t.Key).Order()];
        if (far.Length == 0)
        {
            return null;
        }

        var chosen = draw.Pick(far);
        var moves = new List<string>();
        for (var at = chosen; towards[at].Distance > 0; at = towards[at].Next)
        {
            moves.Add(towards[at].Move);
        }

        return (chosen, string.Join(' ', moves));
    }

    /// <summary>The board of a state as text.</summary>
    public static string Board(List<RushHourCar> cars, ulong state)
    {
        var board = Enumerable.Range(0, Size).Select(_ => new string('.', Size).ToCharArray()).ToArray();
        for (var i = 0; i < cars.Count; i++)
        {
            var mask = cars[i].Mask(Place(state, i));
            for (var cell = 0; cell < Size * Size; cell++)
            {
                board[cell / Size][cell % Size] = (mask >> cell & 1) == 1 ? (char)('A' + i) : board[cell / Size][cell % Size];
            }
        }

        return string.Join('\n', board.Select(r => new string(r)));
    }

    private static int Place(ulong state, int car) => (int)(state >> (3 * car) & 7);

    private static IEnumerable<(ulong State, string Move)> Neighbours(ulong state, List<RushHourCar> cars, ulong[][] masks)
    {
        var taken = 0UL;
        for (var i = 0; i < cars.Count; i++)
        {
            taken |= masks[i][Place(state, i)];
        }

        for (var i = 0; i < cars.Count; i++)
        {
            var place = Place(state, i);
            var others = taken & ~masks[i][place];
            foreach (var way in new[] { -1, 1 })
            {
                for (var to = place + way; to >= 0 && to < masks[i].Length && (masks[i][to] & others) == 0; to += way)
                {
                    yield return (
                        (state & ~(7UL << (3 * i))) | ((ulong)to << (3 * i)),
                        string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + i)}{(way > 0 ? '+' : '-')}{Math.Abs(to - place)}"));
                }
            }
        }
    }
}
