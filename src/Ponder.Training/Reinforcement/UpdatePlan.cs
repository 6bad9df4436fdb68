using Ponder.Algorithms.Batching;
using Ponder.Algorithms.Records;

namespace Ponder.Training.Reinforcement;

/// <summary>How a batch becomes optimiser steps.</summary>
/// <param name="Epochs">Passes over the batch.</param>
/// <param name="MiniBatches">Optimiser steps per pass.</param>
/// <param name="MicroBatchTokens">Most tokens in one forward and backward pass.</param>
/// <param name="Temperature">Temperature of the sampler: the policy is softmax(logits / temperature).</param>
public sealed record UpdatePlan(int Epochs, int MiniBatches, int MicroBatchTokens, double Temperature)
{
    /// <summary>The parts of a batch that make one optimiser step each, in order; the same in every epoch.</summary>
    public IEnumerable<TrainBatch> Parts(TrainBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return Enumerable.Range(0, MiniBatches).Select(part =>
            MicroBatches.Slice(batch, batch.Sequences * part / MiniBatches, batch.Sequences * (part + 1) / MiniBatches));
    }

    /// <summary>The micro-batches of one epoch in which every sequence learns.</summary>
    public IEnumerable<MicroBatch> MicroBatchesOf(TrainBatch batch) => Parts(batch).SelectMany(part => MicroBatches.Split(part, part.ResponseMask, MicroBatchTokens));

    /// <summary>Forward and backward passes of an update in which every sequence learns: the micro-batches of all parts in all epochs.</summary>
    public int Passes(TrainBatch batch) => Epochs * MicroBatchesOf(batch).Count();
}
