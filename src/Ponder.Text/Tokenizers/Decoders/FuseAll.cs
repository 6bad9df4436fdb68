using System.Text;

namespace Ponder.Text.Tokenizers.Decoders;

/// <summary>Holds everything back and hands it on as one text at the end.</summary>
internal sealed class FuseAll : DecoderStage
{
    private readonly StringBuilder _text = new();

    public override void Push(ReadOnlySpan<char> token) => _text.Append(token);

    public override void Flush()
    {
        Emit(_text.ToString());
        base.Flush();
    }
}
