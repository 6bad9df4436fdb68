using System.Text;
using Ponder.Text.Tokenizers.Decoders;

namespace Ponder.Text.Tokenizers;

/// <summary>The detokenizer of <see cref="Tokenizer"/>.</summary>
internal sealed class PipelineDetokenizer : DetokenizerStream
{
    private readonly Tokenizer _tokenizer;
    private readonly bool _skipSpecial;
    private readonly StringBuilder _output = new();
    private readonly DecoderStage _head;
    private bool _flushed;

    public PipelineDetokenizer(Tokenizer tokenizer, DecoderChain decoder, bool skipSpecial)
    {
        _tokenizer = tokenizer;
        _skipSpecial = skipSpecial;
        _head = decoder.Start(_output);
    }

    public override string Push(int id)
    {
        ObjectDisposedException.ThrowIf(_flushed, this);
        Take(id);
        return Drain();
    }

    public override string Flush()
    {
        ObjectDisposedException.ThrowIf(_flushed, this);
        _flushed = true;
        _head.Flush();
        return Drain();
    }

    /// <summary>Decodes all at once.</summary>
    public string Run(ReadOnlySpan<int> ids)
    {
        foreach (var id in ids)
        {
            Take(id);
        }

        return Flush();
    }

    private void Take(int id)
    {
        if (_tokenizer.TextOf(id, _skipSpecial) is { } token)
        {
            _head.Push(token);
        }
    }

    private string Drain()
    {
        if (_output.Length == 0)
        {
            return "";
        }

        var text = _output.ToString();
        _output.Clear();
        return text;
    }
}
