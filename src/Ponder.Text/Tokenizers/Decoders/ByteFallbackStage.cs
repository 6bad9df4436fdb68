using System.Globalization;
using System.Text;

namespace Ponder.Text.Tokenizers.Decoders;

/// <summary>
/// Gathers runs of <c>&lt;0xNN&gt;</c> tokens: a run that is valid UTF-8 becomes its text, any other one U+FFFD per byte.
/// </summary>
internal sealed class ByteFallbackStage : DecoderStage
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly List<byte> _run = [];

    public override void Push(ReadOnlySpan<char> token)
    {
        if (token.Length == 6 && token.StartsWith("<0x") && token[5] == '>'
            && byte.TryParse(token[3..5], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            _run.Add(value);
            return;
        }

        EndRun();
        Emit(token);
    }

    public override void Flush()
    {
        EndRun();
        base.Flush();
    }

    private void EndRun()
    {
        if (_run.Count == 0)
        {
            return;
        }

        string text;
        try
        {
            text = Strict.GetString(_run.ToArray());
        }
        catch (DecoderFallbackException)
        {
            text = new string('\uFFFD', _run.Count);
        }

        _run.Clear();
        Emit(text);
    }
}
