using System.Runtime.InteropServices;

namespace Ponder.Inference.Sampling;

/// <summary>A drawn token.</summary>
/// <param name="Id">The token; −1 where the row of logits holds NaN or +∞, or nothing but −∞.</param>
/// <param name="LogProb">Under the distribution that it was drawn from: where nothing was dropped, the bits of the training head.</param>
/// <param name="LogSumExp">Of the row times the inverse temperature, before anything was dropped.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct SampledToken(int Id, float LogProb, float LogSumExp)
{
    /// <summary>Whether the row had a token to draw.</summary>
    public bool IsPossible => Id >= 0;
}
