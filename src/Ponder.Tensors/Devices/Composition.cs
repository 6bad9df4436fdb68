namespace Ponder.Tensors;

/// <summary>For tests and comparisons: while one is alive, the CPU runs what other devices run, the compositions of libtorch's operations.</summary>
/// <remarks>The whole process is affected.</remarks>
public sealed class Composition : IDisposable
{
    private readonly int _before;

    private Composition() => _before = NativeMethods.pn_force_composed(1);

    /// <summary>Begins it; disposing ends it.</summary>
    public static Composition Force() => new();

    /// <summary>Returns to what was before.</summary>
    public void Dispose() => _ = NativeMethods.pn_force_composed(_before);
}
