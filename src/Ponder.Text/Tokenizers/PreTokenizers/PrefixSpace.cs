namespace Ponder.Text.Tokenizers.PreTokenizers;

/// <summary>Puts a space before a piece that does not begin with one (ByteLevel's <c>add_prefix_space</c>).</summary>
internal sealed class PrefixSpace : IPreTokenizer
{
    public void Split(Piece piece, List<Piece> parts)
    {
        if (piece.Span[0] == ' ')
        {
            parts.Add(piece);
            return;
        }

        var builder = new AlignedTextBuilder(piece.Text);
        var first = char.IsHighSurrogate(piece.Span[0]) && piece.Length > 1 ? 2 : 1;
        builder.Replace(piece.Start, first, " ");
        builder.Copy(piece.Start, piece.Length);
        parts.Add(new Piece(builder.Build(), 0, piece.Length + 1));
    }
}
