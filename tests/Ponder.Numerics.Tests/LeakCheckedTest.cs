using Ponder.Tensors;
using Xunit;

namespace Ponder.TestSupport;

/// <summary>
/// Fails a test that ends with more or fewer native handles than it began with, or that left one to the finalizer.
/// Open a <see cref="TensorScope"/> at the start of the test. What a class fixture holds does not count, for it is made
/// before and freed after.
/// </summary>
public abstract class LeakCheckedTest : IDisposable
{
    private readonly long _handles = TensorMemory.LiveHandles;
    private readonly long _finalized = TensorMemory.FinalizedTensors;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
        Assert.Equal(_finalized, TensorMemory.FinalizedTensors);
        Assert.True(_handles == TensorMemory.LiveHandles,
            $"native handles: {_handles} before the test, {TensorMemory.LiveHandles} after it");
    }

    /// <summary>Frees what the test's fields hold, before the count.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
