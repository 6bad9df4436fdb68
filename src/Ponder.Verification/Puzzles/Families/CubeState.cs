namespace Ponder.Verification.Puzzles.Families;

/// <summary>
/// A cube of n³ pieces as stickers in space: a place with coordinates −(n−1) … n−1 in steps of two, and the direction that the
/// sticker faces. Turns rotate both.
/// </summary>
internal sealed class CubeState
{
    private readonly Dictionary<(int X, int Y, int Z, char Face), char> _stickers = [];

    /// <summary>Reads a net: U rows, then rows of L F R B, then D rows.</summary>
    public CubeState(int size, IReadOnlyList<IReadOnlyList<string>> net)
    {
        Size = size;
        foreach (var (face, r, c) in Cells(size))
        {
            var (row, column) = face switch
            {
                'U' => (r, c),
                'D' => ((2 * size) + r, c),
                _ => (size + r, ("LFRB".IndexOf(face, StringComparison.Ordinal) * size) + c),
            };
            _stickers[Place(face, r, c, size)] = net[row][column][0];
        }
    }

    /// <summary>A solved cube in the usual colours.</summary>
    public CubeState(int size)
    {
        Size = size;
        foreach (var (face, r, c) in Cells(size))
        {
            _stickers[Place(face, r, c, size)] = "WYGBOR"["UDFBLR".IndexOf(face, StringComparison.Ordinal)];
        }
    }

    /// <summary>Pieces along an edge.</summary>
    public int Size { get; }

    /// <summary>Whether every face has one colour.</summary>
    public bool IsSolved => _stickers.GroupBy(s => s.Key.Face).All(f => f.Select(s => s.Value).Distinct().Count() == 1);

    /// <summary>Turns layers of a face by a quarter, clockwise as seen from outside unless counter.</summary>
    /// <param name="face">One of <c>UDFBLR</c>.</param>
    /// <param name="from">First layer, from 1 at the face.</param>
    /// <param name="to">Last layer.</param>
    /// <param name="counter">Whether counter-clockwise.</param>
    public void Turn(char face, int from, int to, bool counter)
    {
        var quarters = counter ? 3 : 1;
        for (var i = 0; i < quarters; i++)
        {
            var moved = _stickers.Where(s => Layer(face, s.Key) is var layer && layer >= from && layer <= to).ToArray();
            foreach (var (key, colour) in moved)
            {
                _stickers[Rotate(face, key)] = colour;
            }
        }
    }

    /// <summary>The lines of the net.</summary>
    public IEnumerable<string> Net()
    {
        string Row(char face, int r) => string.Join(' ', Enumerable.Range(0, Size).Select(c => _stickers[Place(face, r, c, Size)]));
        var indent = new string(' ', 2 * Size);
        var rows = Enumerable.Range(0, Size);
        return rows.Select(r => indent + Row('U', r))
            .Concat(rows.Select(r => string.Join(' ', "LFRB".Select(f => Row(f, r)))))
            .Concat(rows.Select(r => indent + Row('D', r)));
    }

    private static IEnumerable<(char Face, int R, int C)> Cells(int size) =>
        from face in "UDFBLR" from r in Enumerable.Range(0, size) from c in Enumerable.Range(0, size) select (face, r, c);

    // x to the right, y up, z towards the viewer of F.
    private static (int X, int Y, int Z, char Face) Place(char face, int r, int c, int size)
    {
        var m = size - 1;
        var (across, down) = ((2 * c) - m, (2 * r) - m);
        return face switch
        {
            'U' => (across, m, down, face),
            'D' => (across, -m, -down, face),
            'F' => (across, -down, m, face),
            'B' => (-across, -down, -m, face),
            'R' => (m, -down, -across, face),
            _ => (-m, -down, across, face),
        };
    }

    private int Layer(char face, (int X, int Y, int Z, char Face) s)
    {
        var depth = face switch { 'U' => s.Y, 'D' => -s.Y, 'F' => s.Z, 'B' => -s.Z, 'R' => s.X, _ => -s.X };
        return ((Size - 1 - depth) / 2) + 1;
    }

    // A quarter clockwise as seen from outside of the face: U takes F to L, R takes F to U, F takes U to R.
    private static (int X, int Y, int Z, char Face) Rotate(char face, (int X, int Y, int Z, char Face) s) => face switch
    {
        'U' => (-s.Z, s.Y, s.X, Next("FLBR", s.Face)),
        'D' => (s.Z, s.Y, -s.X, Next("FRBL", s.Face)),
        'R' => (s.X, s.Z, -s.Y, Next("FUBD", s.Face)),
        'L' => (s.X, -s.Z, s.Y, Next("FDBU", s.Face)),
        'F' => (s.Y, -s.X, s.Z, Next("URDL", s.Face)),
        _ => (-s.Y, s.X, s.Z, Next("ULDR", s.Face)),
    };

    private static char Next(string cycle, char face) => cycle.IndexOf(face, StringComparison.Ordinal) is >= 0 and var i ? cycle[(i + 1) % 4] : face;
}
