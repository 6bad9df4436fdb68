namespace Ponder.Inference.Decoding;

/// <summary>Owns a native decoder; a finalizer frees it as the last resort.</summary>
internal sealed class DecoderHandle : IDisposable
{
    private nint _value;

    public DecoderHandle(nint value)
    {
        _value = value;
        if (value == 0)
        {
            throw DecoderNative.LastError();
        }
    }

    ~DecoderHandle() => Free();

    public nint Value => _value != 0 ? _value : throw new ObjectDisposedException(nameof(Engine));

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        nint value = Interlocked.Exchange(ref _value, 0);
        if (value != 0)
        {
            DecoderNative.pn_decoder_free(value);
        }
    }
}
