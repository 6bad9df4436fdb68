using System.Buffers;
using System.Text;

namespace Ponder.Text.Tokenizers.PreTokenizers;

/// <summary>Splits at every single character of a class, such as digits or punctuation.</summary>
internal sealed class CharacterSplit(Func<Rune, bool> isDelimiter, SplitBehavior behavior) : IPreTokenizer
{
    public void Split(Piece piece, List<Piece> parts)
    {
        var text = piece.Span;
        List<(int Start, int Length)>? matches = null;
        for (var i = 0; i < text.Length;)
        {
            var whole = Rune.DecodeFromUtf16(text[i..], out var rune, out var length) == OperationStatus.Done;
            if (whole && isDelimiter(rune))
            {
                (matches ??= []).Add((i, length));
            }

            i += length;
        }

        if (matches is null)
        {
            parts.Add(piece);
            return;
        }

        Delimiters.Split(piece, matches, behavior, invert: false, parts);
    }
}
