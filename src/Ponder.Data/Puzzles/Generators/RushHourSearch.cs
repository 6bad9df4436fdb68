using System.Globalization;

namespace Ponder.Data.Puzzles.Generators;

/// <summary>
/// All positions that the cars of a board can reach, and how far each is from the exit. A state is the places of the cars along their
/// lines, three bits each; moves can be taken back, so distances run from the solved states outwards.
/// </summary>
/// <remarks>One instance explores one board after another.</remarks>
internal sealed class RushHourSearch
{
    private const int Size = 6;
    private const int MaxStates = 500;
    private const int TableBits = 11;
    private const int MaxCars = 16;

    private readonly ulong[] _states = new ulong[MaxStates];
    private readonly int[] _table = new int[1 << TableBits];
    private readonly int[] _edgesOf = new int[MaxStates + 1];
    private readonly (int Next, int Car, int By, int Distance)[] _towards = new (int, int, int, int)[MaxStates];
    private readonly int[] _queue = new int[MaxStates];
    private readonly List<(int To, int Car, int By)> _edges = [];
    private readonly ulong[] _masks = new ulong[Size * MaxCars];
    private readonly int[] _places = new int[MaxCars];
    private int _cars;
    private int _count;

    /// <summary>Explores a board.</summary>
    /// <returns>Moves that the farthest position needs; 0 where there are too many positions to explore.</returns>
    public int Explore(IReadOnlyList<RushHourCar> cars)
    {
        _cars = cars.Count;
        Array.Clear(_table);
        _edges.Clear();
        _count = 0;
        var start = 0UL;
        for (var i = 0; i < cars.Count; i++)
        {
            start |= (ulong)cars[i].Along << (3 * i);
            _places[i] = Size - cars[i].Length + 1;
            for (var place = 0; place < _places[i]; place++)
            {
                _masks[(i * Size) + place] = cars[i].Mask(place);
            }
        }

        Find(start);
        for (var at = 0; at < _count; at++)
        {
            _edgesOf[at] = _edges.Count;
            if (!Move(at))
            {
                return 0;
            }
        }

        _edgesOf[_count] = _edges.Count;
        return Measure();
    }

    /// <summary>A position that needs so many moves or a few more, and a shortest plan; of the board that was explored last.</summary>
    public (ulong Start, string Moves) Pick(PuzzleDraw draw, int least)
    {
        int[] far = [.. Enumerable.Range(0, _count).Where(at => _towards[at].Distance >= least && _towards[at].Distance < least + 4)];
        var chosen = draw.Pick(far);
        var plan = new List<string>();
        for (var at = chosen; _towards[at].Distance > 0; at = _towards[at].Next)
        {
            plan.Add(string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + _towards[at].Car)}{_towards[at].By:+0;-0}"));
        }

        return (_states[chosen], string.Join(' ', plan));
    }

    /// <summary>The board of a state as text.</summary>
    public static string Board(IReadOnlyList<RushHourCar> cars, ulong state)
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

    // Number of a state, a new one where it was not met; −1 where there is no room.
    private int Find(ulong state)
    {
        var slot = (int)((state * 0x9E3779B97F4A7C15) >> (64 - TableBits));
        while (_table[slot] != 0)
        {
            if (_states[_table[slot] - 1] == state)
            {
                return _table[slot] - 1;
            }

            slot = (slot + 1) & ((1 << TableBits) - 1);
        }

        if (_count == MaxStates)
        {
            return -1;
        }

        _states[_count] = state;
        _table[slot] = ++_count;
        return _count - 1;
    }

    // Notes what one move leads to.
    private bool Move(int from)
    {
        var state = _states[from];
        var taken = 0UL;
        for (var i = 0; i < _cars; i++)
        {
            taken |= _masks[(i * Size) + Place(state, i)];
        }

        for (var i = 0; i < _cars; i++)
        {
            var place = Place(state, i);
            var others = taken & ~_masks[(i * Size) + place];
            for (var way = -1; way <= 1; way += 2)
            {
                for (var to = place + way; to >= 0 && to < _places[i] && (_masks[(i * Size) + to] & others) == 0; to += way)
                {
                    var next = Find((state & ~(7UL << (3 * i))) | ((ulong)to << (3 * i)));
                    if (next < 0)
                    {
                        return false;
                    }

                    _edges.Add((next, i, to - place));
                }
            }
        }

        return true;
    }

    // Breadth first from all solved states, which the first car shows.
    private int Measure()
    {
        var (head, tail) = (0, 0);
        for (var at = 0; at < _count; at++)
        {
            var solved = Place(_states[at], 0) == Size - 2;
            _towards[at] = (at, 0, 0, solved ? 0 : -1);
            if (solved)
            {
                _queue[tail++] = at;
            }
        }

        while (head < tail)
        {
            var at = _queue[head++];
            for (var e = _edgesOf[at]; e < _edgesOf[at + 1]; e++)
            {
                var (before, car, by) = _edges[e];
                if (_towards[before].Distance < 0)
                {
                    _towards[before] = (at, car, -by, _towards[at].Distance + 1);
                    _queue[tail++] = before;
                }
            }
        }

        return _towards[_queue[tail - 1]].Distance;
    }
}
