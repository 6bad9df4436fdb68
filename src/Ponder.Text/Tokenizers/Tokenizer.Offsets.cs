using System.Text;

namespace Ponder.Text.Tokenizers;

/// <content>Where tokens come from.</content>
public sealed partial class Tokenizer
{
    /// <summary>Receives tokens while text is encoded.</summary>
    private interface ITokenSink
    {
        void AddAdded(AddedToken token, int start, int end);

        void AddPiece(Piece piece, int[] ids, int[] byteLengths);
    }

    /// <summary>Encodes and tells where every token comes from.</summary>
    public TokenizedText EncodeWithOffsets(string text, EncodingOptions options)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sink = new OffsetSink(text, _parts.TrimOffsets);
        EncodeInto(text, options.SpecialAsText, sink);
        if (!options.AddSpecial)
        {
            return new TokenizedText(sink.Ids.ToArray(), sink.Offsets.ToArray());
        }

        var (before, after) = (_parts.Frame.Before, _parts.Frame.After);
        return new TokenizedText(
            [.. before, .. sink.Ids, .. after],
            [.. before.Select(_ => (0, 0)), .. sink.Offsets, .. after.Select(_ => (0, 0))]);
    }

    private sealed class IdSink : ITokenSink
    {
        public List<int> Ids { get; } = [];

        public void AddAdded(AddedToken token, int start, int end) => Ids.Add(token.Id);

        public void AddPiece(Piece piece, int[] ids, int[] byteLengths) => Ids.AddRange(ids);
    }

    private sealed class OffsetSink : ITokenSink
    {
        private readonly string _text;
        private readonly bool _trim;
        private readonly int[] _codePoints;

        public OffsetSink(string text, bool trim)
        {
            _text = text;
            _trim = trim;
            _codePoints = new int[text.Length + 1];
            for (int i = 0, point = 0; i <= text.Length; i++)
            {
                var second = i > 0 && i < text.Length && char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1]);
                _codePoints[i] = second ? point - 1 : point++;
            }
        }

        public List<int> Ids { get; } = [];

        public List<(int Start, int End)> Offsets { get; } = [];

        public void AddAdded(AddedToken token, int start, int end) => Add(token.Id, start, end);

        public void AddPiece(Piece piece, int[] ids, int[] byteLengths)
        {
            // Unit that every UTF-8 byte of the piece belongs to: the first unit of its character, and one past its last.
            var owners = new List<(int First, int End)>(piece.Length);
            var span = piece.Span;
            for (var i = 0; i < span.Length;)
            {
                Rune.DecodeFromUtf16(span[i..], out var rune, out var length);
                for (var b = 0; b < rune.Utf8SequenceLength; b++)
                {
                    owners.Add((piece.Start + i, piece.Start + i + length));
                }

                i += length;
            }

            var position = 0;
            for (var t = 0; t < ids.Length; t++)
            {
                var (first, last) = (position, Math.Min(position + byteLengths[t], owners.Count) - 1);
                position += byteLengths[t];
                if (last < first)
                {
                    Offsets.Add((0, 0));
                    Ids.Add(ids[t]);
                    continue;
                }

                var (start, end) = (owners[first].First, owners[last].End);
                Add(ids[t], piece.Text.OriginStart(start), piece.Text.OriginEnd(end - 1));
            }
        }

        private void Add(int id, int start, int end)
        {
            if (_trim)
            {
                while (start < end && char.IsWhiteSpace(_text[start]))
                {
                    start++;
                }

                while (end > start && char.IsWhiteSpace(_text[end - 1]))
                {
                    end--;
                }
            }

            Ids.Add(id);
            Offsets.Add((_codePoints[start], _codePoints[end]));
        }
    }
}
