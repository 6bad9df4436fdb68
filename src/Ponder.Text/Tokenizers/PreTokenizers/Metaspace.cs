namespace Ponder.Text.Tokenizers.PreTokenizers;

/// <summary>Writes spaces as a visible mark (U+2581) and cuts before each, SentencePiece's way.</summary>
internal sealed class Metaspace(string mark, PrependScheme scheme, bool split) : IPreTokenizer
{
    private readonly TextPattern _mark = TextPattern.Literal(mark);

    public void Split(Piece piece, List<Piece> parts)
    {
        var text = piece.Text;
        var builder = new AlignedTextBuilder(text);
        var prepend = scheme == PrependScheme.Always || (scheme == PrependScheme.First && text.OriginStart(piece.Start) == 0);
        if (prepend && !piece.Span.StartsWith(mark, StringComparison.Ordinal) && piece.Span[0] != ' ')
        {
            builder.Replace(piece.Start, char.IsHighSurrogate(piece.Span[0]) && piece.Length > 1 ? 2 : 1, mark);
        }

        for (var i = piece.Start; i < piece.Start + piece.Length; i++)
        {
            if (text.Value[i] == ' ')
            {
                builder.Replace(i, 1, mark);
            }
            else
            {
                builder.Copy(i, 1);
            }
        }

        var marked = builder.Build();
        var whole = new Piece(marked, 0, marked.Length);
        if (!split)
        {
            parts.Add(whole);
            return;
        }

        var matches = new List<(int Start, int Length)>();
        _mark.FindMatches(whole.Span, matches);
        Delimiters.Split(whole, matches, SplitBehavior.MergedWithNext, invert: false, parts);
    }
}
