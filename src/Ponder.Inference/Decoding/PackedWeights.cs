namespace Ponder.Inference.Decoding;

/// <summary>A version of a model's weights, packed for a decoder and not yet in use. Taken over by <see cref="Engine.Publish(PackedWeights, int)"/>.</summary>
public abstract class PackedWeights : IDisposable
{
    /// <summary>Frees the weights if they were never published.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the instance holds.</summary>
    protected abstract void Dispose(bool disposing);
}
