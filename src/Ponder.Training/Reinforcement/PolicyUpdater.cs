using Ponder.Algorithms;
using Ponder.Algorithms.Batching;
using Ponder.Algorithms.Divergences;
using Ponder.Algorithms.Losses;
using Ponder.Algorithms.Records;
using Ponder.Models;
using Ponder.Tensors;
using Ponder.Training.Optimisation;

namespace Ponder.Training.Reinforcement;

/// <summary>Updates the policy with one batch: epochs × mini-batches optimiser steps, each in micro-batches whose gradients are summed.</summary>
/// <param name="model">The policy.</param>
/// <param name="optimiser">Its optimiser.</param>
/// <param name="objective">The loss.</param>
/// <param name="plan">Passes, optimiser steps and micro-batches.</param>
/// <param name="reference">The reference model where the objective has a divergence, else null.</param>
public sealed class PolicyUpdater(
    ILanguageModel model, OptimiserStep optimiser, Objective objective, UpdatePlan plan, ReferencePolicy? reference)
{
    private readonly ReferencePolicy _self = new(model, plan.Temperature, plan.MicroBatchTokens);

    /// <summary>Version of the policy: its number of updates.</summary>
    public int Version { get; set; }

    /// <summary>One update of the policy.</summary>
    /// <param name="batch">What to learn from.</param>
    /// <param name="progress">Hears how many tokens of how many went through; null for nobody.</param>
    /// <exception cref="TrainingException">The loss or a gradient is not finite.</exception>
    public UpdateReport Update(TrainBatch batch, Action<long, long>? progress = null)
    {
        var (through, all) = (0L, (long)batch.Count * plan.Epochs);
        if (reference is not null && objective.Divergence is { Place: DivergencePlace.Loss })
        {
            batch = batch with { ReferenceLogProbs = reference.LogProbs(batch) };
        }

        // With one optimiser step per batch the policy that learns is the policy at the start: its own forward pass gives π_old.
        var onPolicy = plan is { Epochs: 1, MiniBatches: 1 };
        if (!onPolicy)
        {
            batch = batch with { OldLogProbs = _self.LogProbs(batch) };
        }
        var statistics = StepStatistics.Empty;
        var (norms, rate, steps, tokens) = (0.0, 0.0, 0, 0L);
        for (var epoch = 0; epoch < plan.Epochs; epoch++)
        {
            foreach (var part in plan.Parts(batch))
            {
                var (measured, computed) = Accumulate(part, onPolicy, count => progress?.Invoke(through += count, all));
                (var norm, rate) = optimiser.Apply(measured.Loss);
                statistics += measured;
                norms += norm;
                tokens += computed;
                steps++;
            }
        }
        Version++;
        return new UpdateReport
        {
            Version = Version,
            LearningRate = rate,
            GradNorm = norms / steps,
            Tokens = tokens,
            Statistics = statistics with { Loss = statistics.Loss / steps },
        };
    }

    /// <summary>Sums the gradients of all micro-batches of one optimiser step; sequences without a gradient are not computed.</summary>
    private (StepStatistics Statistics, long Tokens) Accumulate(TrainBatch batch, bool onPolicy, Action<int> partDone)
    {
        var statistics = StepStatistics.Empty;
        var (learning, weights) = LearningSequences.Of(
            batch, objective.Reduction.Weights(batch), onlyAdvantages: objective.Divergence is not { Place: DivergencePlace.Loss });
        foreach (var part in MicroBatches.Split(learning, weights, plan.MicroBatchTokens))
        {
            using var scope = TensorScope.Enter();
            var responses = part.Responses;
            var (logp, entropy) = ResponseLogProbs.Of(model, part, plan.Temperature);   // [R], [R]
            if (onPolicy)
            {
                responses = responses with { OldLogProbs = logp.Detach().ToArray<float>() };
            }
            var (loss, measured) = ObjectiveLoss.Evaluate(objective, responses, logp, entropy);
            statistics += measured;
            loss.Backward();
            partDone(part.Batch.Count);
        }
        return (statistics, learning.Count);
    }
}
