namespace Ponder.Inference.Scheduling;

/// <summary>
/// The token rows of one engine step, as flat arrays that go to native code as they are. Shapes: <c>N</c> rows, <c>S</c> sequences.
/// </summary>
internal sealed class StepBatch
{
    private readonly List<Sequence> _sequences = [];
    private int[] _tokens = new int[256];
    private long[] _positions = new long[256];
    private byte[] _wanted = new byte[256];
    private int[] _rowStart = new int[65];
    private int[] _context = new int[64];
    private int[] _table = new int[256];

    /// <summary>Number of rows.</summary>
    public int Rows { get; private set; }

    /// <summary>Number of sequences.</summary>
    public int Sequences => _sequences.Count;

    /// <summary>Rows whose logits are wanted; logits come in row order.</summary>
    public int Wanted { get; private set; }

    /// <summary>Blocks per sequence in <see cref="Table"/>.</summary>
    public int TableStride { get; private set; }

    /// <summary>Token id of each row, <c>[N]</c>.</summary>
    public ReadOnlySpan<int> Tokens => _tokens.AsSpan(0, Rows);

    /// <summary>Position of each row within its sequence, <c>[N]</c>; the rows of a sequence are consecutive.</summary>
    public ReadOnlySpan<long> Positions => _positions.AsSpan(0, Rows);

    /// <summary>1 where logits are wanted, <c>[N]</c>.</summary>
    public ReadOnlySpan<byte> WantedRows => _wanted.AsSpan(0, Rows);

    /// <summary>First row of each sequence, and <c>N</c>, <c>[S + 1]</c>.</summary>
    public ReadOnlySpan<int> RowStart => _rowStart.AsSpan(0, Sequences + 1);

    /// <summary>Positions of each sequence that are cached after the step, <c>[S]</c>.</summary>
    public ReadOnlySpan<int> Context => _context.AsSpan(0, Sequences);

    /// <summary>Blocks of each sequence, <c>[S, TableStride]</c>.</summary>
    public ReadOnlySpan<int> Table => _table.AsSpan(0, Sequences * TableStride);

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        _sequences.Clear();
        Rows = 0;
        Wanted = 0;
        TableStride = 0;
        _rowStart[0] = 0;
    }

    /// <summary>Adds the next <paramref name="count"/> tokens of a sequence, whose blocks hold them.</summary>
    /// <returns>The row of its logits, or −1 where tokens remain to be computed before there are any.</returns>
    public int Add(Sequence sequence, int count)
    {
        Reserve(count);
        for (int i = 0; i < count; i++)
        {
            int position = sequence.Computed + i;
            _tokens[Rows + i] = sequence.TokenAt(position);
            _positions[Rows + i] = position;
            _wanted[Rows + i] = 0;
        }
        Rows += count;
        _context[Sequences] = sequence.Computed + count;
        _sequences.Add(sequence);
        _rowStart[Sequences] = Rows;
        TableStride = Math.Max(TableStride, sequence.Blocks.Count);
        if (sequence.Computed + count < sequence.Total)
        {
            return -1;
        }
        _wanted[Rows - 1] = 1;
        return Wanted++;
    }

    /// <summary>Writes the block tables, once all rows are there.</summary>
    public void Seal()
    {
        if (_table.Length < Sequences * TableStride)
        {
            _table = new int[Math.Max(2 * _table.Length, Sequences * TableStride)];
        }
        for (int s = 0; s < Sequences; s++)
        {
            Span<int> row = _table.AsSpan(s * TableStride, TableStride);
            _sequences[s].Blocks.CopyTo(row);
            row[_sequences[s].Blocks.Count..].Clear();
        }
    }

    private void Reserve(int rows)
    {
        if (Rows + rows > _tokens.Length)
        {
            int size = Math.Max(2 * _tokens.Length, Rows + rows);
            Array.Resize(ref _tokens, size);
            Array.Resize(ref _positions, size);
            Array.Resize(ref _wanted, size);
        }
        if (Sequences + 1 > _context.Length)
        {
            Array.Resize(ref _context, 2 * _context.Length);
            Array.Resize(ref _rowStart, _context.Length + 1);
        }
    }
}
