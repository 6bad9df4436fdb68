using Ponder.Models;

namespace Ponder.Training.Estimates;

/// <summary>What a recipe will need: printed by <c>train --dry-run</c>.</summary>
/// <param name="Parameters">Learnable numbers of the model.</param>
/// <param name="Memory">Memory of training at the largest micro-batch of all stages, without the KV cache.</param>
/// <param name="KvCacheBytes">Keys and values of the largest batch that is sampled at the same time.</param>
/// <param name="GemmGflops">Rate of matrix products of this machine, measured just now, 10⁹ operations per second.</param>
/// <param name="Stages">The stages.</param>
public sealed record RunEstimate(
    long Parameters, MemoryEstimate Memory, long KvCacheBytes, double GemmGflops, IReadOnlyList<StageEstimate> Stages)
{
    /// <summary>Bytes in all.</summary>
    public long TotalBytes => Memory.Total + KvCacheBytes;

    /// <summary>Seconds of all stages.</summary>
    public double Seconds => Stages.Sum(stage => stage.Seconds);
}
