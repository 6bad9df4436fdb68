namespace Ponder.Training.Estimates;

/// <summary>What a stage will cost, before it runs.</summary>
/// <param name="Name">The stage.</param>
/// <param name="TrainedTokens">Tokens through forward and backward pass.</param>
/// <param name="GeneratedTokens">Tokens sampled, where every completion is half as long as it may be.</param>
/// <param name="Seconds">Time at the rate that was measured.</param>
public sealed record StageEstimate(string Name, long TrainedTokens, long GeneratedTokens, double Seconds);
