namespace Ponder.Inference.Sampling;

/// <summary>A drawn token and its log-probability under the distribution that it was drawn from.</summary>
internal readonly record struct SampledToken(int Id, float LogProb);
