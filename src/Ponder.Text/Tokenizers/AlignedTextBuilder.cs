using System.Text;

namespace Ponder.Text.Tokenizers;

/// <summary>Rewrites an <see cref="AlignedText"/> from left to right and keeps the alignment.</summary>
internal sealed class AlignedTextBuilder(AlignedText source)
{
    private readonly StringBuilder _text = new(source.Length + 8);
    private readonly List<int> _starts = new(source.Length + 8);
    private readonly List<int> _ends = new(source.Length + 8);

    /// <summary>Takes a stretch of the source as it is.</summary>
    public void Copy(int start, int length)
    {
        _text.Append(source.Value, start, length);
        for (var i = start; i < start + length; i++)
        {
            _starts.Add(source.OriginStart(i));
            _ends.Add(source.OriginEnd(i));
        }
    }

    /// <summary>Writes <paramref name="replacement"/>, which stands for a stretch of the source.</summary>
    public void Replace(int start, int length, ReadOnlySpan<char> replacement)
    {
        var (from, to) = Origin(start, length);
        _text.Append(replacement);
        for (var i = 0; i < replacement.Length; i++)
        {
            _starts.Add(from);
            _ends.Add(to);
        }
    }

    public AlignedText Build() => new(_text.ToString(), _starts.ToArray(), _ends.ToArray());

    private (int From, int To) Origin(int start, int length)
    {
        if (source.Length == 0)
        {
            return (0, 0);
        }

        var first = Math.Min(start, source.Length - 1);
        var from = source.OriginStart(first);
        return length == 0 ? (from, from) : (from, source.OriginEnd(start + length - 1));
    }
}
