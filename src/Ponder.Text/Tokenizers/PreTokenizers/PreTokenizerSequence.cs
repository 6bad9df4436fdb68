namespace Ponder.Text.Tokenizers.PreTokenizers;

/// <summary>Several pre-tokenizers; each cuts what the one before has left.</summary>
internal sealed class PreTokenizerSequence(IReadOnlyList<IPreTokenizer> steps) : IPreTokenizer
{
    public void Split(Piece piece, List<Piece> parts)
    {
        if (steps.Count == 0)
        {
            parts.Add(piece);
            return;
        }

        var current = new List<Piece> { piece };
        for (var i = 0; i < steps.Count; i++)
        {
            var next = i == steps.Count - 1 ? parts : new List<Piece>(current.Count * 2);
            foreach (var part in current)
            {
                steps[i].Split(part, next);
            }

            current = next;
        }
    }
}
