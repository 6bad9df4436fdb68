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
    private bool _surrogateLead;
    private byte _held;

    public override void Push(ReadOnlySpan<char> token)
    {
        var needed = Encoding.UTF8.GetMaxByteCount(token.Length) + 1;
        if (_bytes.Length < needed)
        {
            _bytes = new byte[2 * needed];
        }

        var start = _held == 0 ? 0 : 1;
        _bytes[0] = _held;
        var count = start;
        foreach (var c in token)
        {
            var value = ByteAlphabet.ByteOf(c);
            if (value < 0)
            {
                count = start + Encoding.UTF8.GetBytes(token, _bytes.AsSpan(start));
                break;
            }

            _bytes[count++] = (byte)value;
        }

        count -= HoldSurrogate(_bytes.AsSpan(0, count));
        EmitText(_bytes.AsSpan(0, count), flush: false);
    }

    public override void Flush()
    {
        EmitText(_held == 0 ? [] : [_held], flush: true);
        base.Flush();
    }

    /// <summary>
    /// ED A0…BF can only begin a surrogate, which UTF-8 forbids. Other decoders tell so only at the third byte, and a stream
    /// never runs ahead of them: the second byte waits.
    /// </summary>
    /// <returns>How many bytes at the end wait: 0 or 1.</returns>
    private int HoldSurrogate(ReadOnlySpan<byte> bytes)
    {
        _held = 0;
        if (bytes.IsEmpty)
        {
            return 0;
        }

        var leads = bytes.Length > 1 ? bytes[^2] == 0xED : _surrogateLead;
        if (leads && bytes[^1] is >= 0xA0 and <= 0xBF)
        {
            _held = bytes[^1];
            _surrogateLead = true;
            return 1;
        }

        _surrogateLead = bytes[^1] == 0xED;
        return 0;
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
