using Ponder.Algorithms.Batching;
using Ponder.Algorithms.Divergences;
using Ponder.Algorithms.Records;
using Ponder.Models;
using Ponder.Tensors;
using Ponder.Training.Optimisation;

namespace Ponder.Training.Reinforcement;

/// <summary>Log-probabilities under fixed weights: the reference model's, or the policy's own at the start of an update.</summary>
/// <param name="model">The model; it is not changed.</param>
/// <param name="temperature">Temperature of the sampler, so that both speak of the same distribution.</param>
/// <param name="microBatchTokens">Most tokens in one forward pass.</param>
public sealed class ReferencePolicy(ILanguageModel model, double temperature, int microBatchTokens)
{
    /// <summary>Log-probability of every response token, <c>[T]</c>; 0 elsewhere.</summary>
    public float[] LogProbs(TrainBatch batch)
    {
        using var noGrad = NoGrad.Enter();
        var all = new float[batch.Count];
        var offset = 0;
        foreach (var part in MicroBatches.Split(batch, batch.ResponseMask, microBatchTokens))
        {
            using var scope = TensorScope.Enter();
            var responses = part.Responses;
            var (logp, _) = ResponseLogProbs.Of(model, part, temperature);   // [R]
            var values = logp.Data<float>();
            for (var i = 0; i < values.Length; i++)
            {
                all[offset + (int)responses.Positions[i]] = values[i];
            }
            offset += part.Batch.Count;
        }
        return all;
    }

    /// <summary>Takes the divergence from this policy off the rewards.</summary>
    public IReadOnlyList<ScoredRollout> Charge(Divergence divergence, IReadOnlyList<ScoredRollout> rollouts)
    {
        var batch = BatchPacker.Pack([.. rollouts.Select(scored => new CreditedRollout { Scored = scored, Advantages = new float[scored.Rollout.Tokens.Length] })]);
        var reference = LogProbs(batch);
        return [.. rollouts.Select((scored, i) =>
        {
            var first = batch.CuSeqlens[i] + scored.Rollout.Prompt.Tokens.Length - 1;
            return divergence.Charge(scored, reference.AsSpan(first, scored.Rollout.Tokens.Length));
        })];
    }
}
