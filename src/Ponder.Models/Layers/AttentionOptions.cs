namespace Ponder.Models.Layers;

/// <summary>Sizes of an attention layer.</summary>
/// <param name="Width">Model width D.</param>
/// <param name="Heads">Query heads H.</param>
/// <param name="KvHeads">Key/value heads G; a divisor of H.</param>
/// <param name="HeadWidth">Head width K; H·K need not be D.</param>
/// <param name="Bias">Whether all four maps have a bias.</param>
public sealed record AttentionOptions(int Width, int Heads, int KvHeads, int HeadWidth, bool Bias = false);
