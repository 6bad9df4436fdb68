using Ponder.Algorithms.Batching;
using Ponder.Algorithms.Reductions;
using Ponder.Data.Prompts;
using Ponder.Models;
using Ponder.Tensors;
using Ponder.Training.Optimisation;
using Ponder.Training.Reinforcement;

namespace Ponder.Training.Supervised;

/// <summary>Cross-entropy on demonstrations: every response token of the batch weighs the same, prompts are masked.</summary>
/// <param name="model">The model that learns.</param>
/// <param name="items">Where demonstrations come from.</param>
/// <param name="prompts">Renders and tokenizes them.</param>
/// <param name="step">Clips, schedules and updates.</param>
/// <param name="batch">Demonstrations per update.</param>
/// <param name="microBatchTokens">Most tokens in one forward and backward pass.</param>
public sealed class SupervisedTrainer(
    ILanguageModel model, PromptStream items, PromptBuilder prompts, OptimiserStep step, int batch, int microBatchTokens)
{
    private static readonly Reduction TokenMean = new() { Kind = ReductionKind.TokenMean };

    /// <summary>One update.</summary>
    /// <param name="progress">Hears how many tokens of how many went through; null for nobody.</param>
    public SupervisedReport Step(Action<long, long>? progress = null)
    {
        var done = 0L;
        var packed = DemonstrationBatch.Pack(
            [.. items.NextItems(batch).Select(pair => (items.Build(pair.Item, pair.Ordinal).Tokens, prompts.Completion(pair.Item)))]);
        var loss = 0.0;
        foreach (var part in MicroBatches.Split(packed, TokenMean, microBatchTokens))
        {
            using var scope = TensorScope.Enter();
            var responses = part.Responses;
            var (logp, _) = ResponseLogProbs.Of(model, part, temperature: 1);   // [R]
            var partLoss = -(logp * Tensor.From(responses.Weights, responses.Count)).Sum();
            loss += partLoss.Item<float>();
            partLoss.Backward();
            progress?.Invoke(done += part.Batch.Count, packed.Count);
        }
        var update = step.Apply(loss);
        return new SupervisedReport { Loss = loss, GradNorm = update.GradNorm, LearningRate = update.LearningRate, Tokens = packed.Count };
    }
}
