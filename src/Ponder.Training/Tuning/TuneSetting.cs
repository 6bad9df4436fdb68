namespace Ponder.Training.Tuning;

/// <summary>What can be set for speed alone.</summary>
/// <param name="Threads">The recipe's <c>threads</c>.</param>
/// <param name="MicroBatchTokens">The stage's <c>micro_batch_tokens</c>.</param>
public sealed record TuneSetting(int Threads, int MicroBatchTokens);
