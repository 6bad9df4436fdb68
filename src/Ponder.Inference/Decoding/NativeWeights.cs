namespace Ponder.Inference.Decoding;

/// <summary>Weights that a native decoder has packed.</summary>
internal sealed class NativeWeights : PackedWeights
{
    private nint _value;

    public NativeWeights(nint value)
    {
        _value = value;
        if (value == 0)
        {
            throw DecoderNative.LastError();
        }
    }

    ~NativeWeights() => Dispose(false);

    /// <summary>Gives the handle away.</summary>
    public nint Take()
    {
        nint value = Interlocked.Exchange(ref _value, 0);
        return value != 0 ? value : throw new InvalidOperationException("these weights were published already; pack them again");
    }

    protected override void Dispose(bool disposing)
    {
        nint value = Interlocked.Exchange(ref _value, 0);
        if (value != 0)
        {
            DecoderNative.pn_decoder_weights_free(value);
        }
    }
}
