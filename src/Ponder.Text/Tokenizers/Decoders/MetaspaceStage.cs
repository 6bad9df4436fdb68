using System.Text;

namespace Ponder.Text.Tokenizers.Decoders;

/// <summary>Turns marks (U+2581) back into spaces; the first token loses its marks unless none was prepended.</summary>
internal sealed class MetaspaceStage(char mark, bool dropFirst) : DecoderStage
{
    private bool _first = dropFirst;

    public override void Push(ReadOnlySpan<char> token)
    {
        var text = new StringBuilder(token.Length);
        foreach (var c in token)
        {
            if (c != mark)
            {
                text.Append(c);
            }
            else if (!_first)
            {
                text.Append(' ');
            }
        }

        _first = false;
        Emit(text.ToString());
    }
}
