namespace Ponder.Text.Tokenizers.PreTokenizers;

/// <summary>Splits where a pattern matches.</summary>
internal sealed class PatternSplit(TextPattern pattern, SplitBehavior behavior, bool invert) : IPreTokenizer
{
    public void Split(Piece piece, List<Piece> parts)
    {
        var matches = new List<(int Start, int Length)>();
        pattern.FindMatches(piece.Span, matches);
        if (behavior != SplitBehavior.Isolated)
        {
            Delimiters.Split(piece, matches, behavior, invert, parts);
            return;
        }

        // The common case without the detour: matches and what lies between them.
        var done = 0;
        foreach (var (start, length) in matches)
        {
            if (start > done)
            {
                parts.Add(piece with { Start = piece.Start + done, Length = start - done });
            }

            parts.Add(piece with { Start = piece.Start + start, Length = length });
            done = start + length;
        }

        if (done < piece.Length)
        {
            parts.Add(piece with { Start = piece.Start + done, Length = piece.Length - done });
        }
    }
}
