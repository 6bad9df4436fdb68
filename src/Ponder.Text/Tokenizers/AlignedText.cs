namespace Ponder.Text.Tokenizers;

/// <summary>
/// Text on its way through normalizers and pre-tokenizers, with the place of every UTF-16 unit in the original text.
/// </summary>
internal sealed class AlignedText
{
    private readonly int _offset;
    private readonly int[]? _starts;
    private readonly int[]? _ends;

    /// <summary>Text that is original from <paramref name="offset"/> on.</summary>
    public AlignedText(string value, int offset)
    {
        Value = value;
        _offset = offset;
    }

    /// <summary>Rewritten text; unit <c>i</c> stems from the original range [starts[i], ends[i]).</summary>
    public AlignedText(string value, int[] starts, int[] ends)
    {
        Value = value;
        _starts = starts;
        _ends = ends;
    }

    public string Value { get; }

    public int Length => Value.Length;

    public int OriginStart(int index) => _starts is null ? _offset + index : _starts[index];

    public int OriginEnd(int index) => _ends is null ? _offset + index + 1 : _ends[index];
}
