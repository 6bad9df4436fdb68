namespace Ponder.Training.Reinforcement;

/// <summary>How a batch becomes optimiser steps.</summary>
/// <param name="Epochs">Passes over the batch.</param>
/// <param name="MiniBatches">Optimiser steps per pass.</param>
/// <param name="MicroBatchTokens">Most tokens in one forward and backward pass.</param>
/// <param name="Temperature">Temperature of the sampler: the policy is softmax(logits / temperature).</param>
public sealed record UpdatePlan(int Epochs, int MiniBatches, int MicroBatchTokens, double Temperature);
