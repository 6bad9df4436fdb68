using Ponder.Algorithms.Records;
using Ponder.Models;
using Ponder.Tensors;
using Ponder.Training.Reinforcement;

namespace Ponder.Training.Estimates;

/// <summary>The largest micro-batch of an update.</summary>
/// <param name="Rows">Rows that go through the model, what sequences begin with in common counted once.</param>
/// <param name="Targets">Those of response tokens, which go through the head.</param>
public sealed record MicroBatchRows(long Rows, long Targets)
{
    /// <summary>Looks for it.</summary>
    /// <param name="batch">The batch of a step.</param>
    /// <param name="plan">How it is cut.</param>
    public static MicroBatchRows LargestOf(TrainBatch batch, UpdatePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        using var scope = TensorScope.Enter();
        var largest = new MicroBatchRows(0, 0);
        foreach (var part in plan.MicroBatchesOf(batch))
        {
            var (packed, _) = PackedBatch.Sharing(part.Batch.Tokens, part.Batch.CuSeqlens);
            largest = new(Math.Max(largest.Rows, packed.Tokens), Math.Max(largest.Targets, part.Responses.Count));
        }

        return largest;
    }
}
