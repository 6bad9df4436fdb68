namespace Ponder.Tensors;

/// <summary>What tensors hold, counted by the native library for the whole process.</summary>
public static class TensorMemory
{
    private static long _finalized;

    /// <summary>Handles of tensors and hooks that were given out and not yet freed.</summary>
    public static long LiveHandles => NativeMethods.pn_live_handles();

    /// <summary>Bytes of the C heap in use: tensors, autograd's saved ones and the libraries' own.</summary>
    public static long AllocatedBytes => NativeMethods.pn_allocated_bytes();

    /// <summary>Tensors that nobody freed, so that the garbage collector had to. Stays 0 in a correct program.</summary>
    public static long FinalizedTensors => Interlocked.Read(ref _finalized);

    /// <summary>Gives unused memory of the C heap back to the operating system, e.g. between two stages.</summary>
    public static void Trim() => NativeMethods.pn_trim();

    internal static void CountFinalized() => Interlocked.Increment(ref _finalized);
}
