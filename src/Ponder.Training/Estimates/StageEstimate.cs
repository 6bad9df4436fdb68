using Ponder.Models;

namespace Ponder.Training.Estimates;

/// <summary>What a stage will cost, before it runs.</summary>
/// <param name="Name">The stage.</param>
/// <param name="TrainedTokens">Tokens through forward and backward pass.</param>
/// <param name="GeneratedTokens">Tokens sampled, where every completion is half as long as it may be.</param>
/// <param name="Seconds">Time at the rate that was measured.</param>
/// <param name="Training">Memory of the model and, where it learns, of training.</param>
/// <param name="Generation">Memory of sampling, where every completion is as long as it may be.</param>
public sealed record StageEstimate(string Name, long TrainedTokens, long GeneratedTokens, double Seconds, MemoryEstimate Training, GenerationMemory Generation)
{
    /// <summary>Bytes in all.</summary>
    public long TotalBytes => Training.Total + Generation.Total;
}
