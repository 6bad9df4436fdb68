namespace Ponder.Text.Tokenizers.Decoders;

/// <summary>
/// Removes up to a number of one character at the ends of the whole text, as it streams by: what may turn out to be the
/// end waits.
/// </summary>
internal sealed class StripFusedStage(char content, int start, int stop) : DecoderStage
{
    private int _leading = start;
    private int _held;

    public override void Push(ReadOnlySpan<char> token)
    {
        while (_leading > 0 && token.Length > 0)
        {
            if (token[0] != content)
            {
                _leading = 0;
                break;
            }

            token = token[1..];
            _leading--;
        }

        if (token.Length == 0)
        {
            return;
        }

        var trailing = 0;
        while (trailing < token.Length && token[token.Length - 1 - trailing] == content)
        {
            trailing++;
        }

        if (trailing < token.Length)
        {
            EmitHeld(_held);
            Emit(token[..^trailing]);
        }

        _held += trailing;
        EmitHeld(_held - stop);
    }

    public override void Flush()
    {
        // At most `stop` are held by now, and all of them are the end of the text.
        _held = 0;
        base.Flush();
    }

    private void EmitHeld(int count)
    {
        if (count > 0)
        {
            Emit(new string(content, count));
            _held -= count;
        }
    }
}
