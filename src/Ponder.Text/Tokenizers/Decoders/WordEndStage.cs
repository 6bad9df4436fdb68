namespace Ponder.Text.Tokenizers.Decoders;

/// <summary>Turns the suffix that marks the end of a word into a space, except at the end of the text.</summary>
internal sealed class WordEndStage(string suffix) : DecoderStage
{
    private string? _held;

    public override void Push(ReadOnlySpan<char> token)
    {
        if (_held is not null)
        {
            Emit(_held.Replace(suffix, " ", StringComparison.Ordinal));
        }

        _held = token.ToString();
    }

    public override void Flush()
    {
        if (_held is not null)
        {
            Emit(_held.Replace(suffix, "", StringComparison.Ordinal));
            _held = null;
        }

        base.Flush();
    }
}
