namespace Ponder.Tensors;

/// <summary>How the native library starts. Only <see cref="Threads"/> may differ in a later call.</summary>
public sealed record NativeOptions
{
    /// <summary>Intra-operation threads of the calling thread, at least 1.</summary>
    /// <value>Default: the number of processors.</value>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Whether a row of a matrix product has the same bits whatever the number of rows in the call, so that a sampler
    /// and a trainer agree exactly. Costs AMX where the CPU has it.
    /// </summary>
    /// <value>Default: true.</value>
    public bool RowExact { get; init; } = true;

    /// <summary>The instruction set of the kernels: <c>portable</c>, <c>avx2</c>, <c>avx512</c>, or null for the best one.</summary>
    /// <value>Default: null.</value>
    public string? Isa { get; init; }
}
