namespace Ponder.Text.Tokenizers.Decoders;

/// <summary>Removes up to a number of one character at the ends of every token.</summary>
internal sealed class StripStage(char content, int start, int stop) : DecoderStage
{
    public override void Push(ReadOnlySpan<char> token)
    {
        for (var i = 0; i < start && token.Length > 0 && token[0] == content; i++)
        {
            token = token[1..];
        }

        for (var i = 0; i < stop && token.Length > 0 && token[^1] == content; i++)
        {
            token = token[..^1];
        }

        Emit(token);
    }
}
