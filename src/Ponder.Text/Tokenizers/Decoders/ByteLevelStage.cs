using System.Text;

namespace Ponder.Text.Tokenizers.Decoders;

/// <summary>
/// Turns tokens of the byte alphabet into bytes and these into text. A token with a character outside the alphabet stands
/// for its own UTF-8. Every maximal invalid subsequence becomes one U+FFFD; an incomplete one waits.
/// </summary>
internal sealed class ByteLevelStage : DecoderStage
{
    private readonly Decoder _utf8 = new UTF8Encoding(false, throwOnInvalidBytes: false).GetDecoder();
    private byte[] _bytes = new byte[64];
    private char[] _chars = new char[64];

    public override void Push(ReadOnlySpan<char> token)
    {
        var needed = Encoding.UTF8.GetMaxByteCount(token.Length);
        if (_bytes.Length < needed)
        {
            _bytes = new byte[2 * needed];
        }

        var count = 0;
        foreach (var c in token)
        {
            var value = ByteAlphabet.ByteOf(c);
            if (value < 0)
            {
                count = Encoding.UTF8.GetBytes(token, _bytes);
                break;
            }

            _bytes[count++] = (byte)value;
        }

        EmitText(_bytes.AsSpan(0, count), flush: false);
    }

    public override void Flush()
    {
        EmitText([], flush: true);
        base.Flush();
    }

    private void EmitText(ReadOnlySpan<byte> bytes, bool flush)
    {
        // Bytes held from before may add a few characters to what these bytes give.
        var needed = Encoding.UTF8.GetMaxCharCount(bytes.Length) + 4;
        if (_chars.Length < needed)
        {
            _chars = new char[2 * needed];
        }

        var count = _utf8.GetChars(bytes, _chars, flush);
        if (count > 0)
        {
            Emit(_chars.AsSpan(0, count));
        }
    }
}
