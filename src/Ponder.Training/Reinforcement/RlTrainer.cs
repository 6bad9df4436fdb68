using Ponder.Algorithms;
using Ponder.Algorithms.Batching;
using Ponder.Algorithms.Divergences;
using Ponder.Algorithms.Filters;
using Ponder.Algorithms.Records;
using Ponder.Text;

namespace Ponder.Training.Reinforcement;

/// <summary>
/// The loop of reinforcement learning with verified rewards, synchronous: sample, verify, filter, credit, update, publish. Completions are
/// judged while others are still sampled; undecided ones drop out.
/// </summary>
/// <param name="prompts">Where questions come from.</param>
/// <param name="sampler">The policy as a sampler.</param>
/// <param name="rewards">The verifier.</param>
/// <param name="objective">Filters, advantage and loss.</param>
/// <param name="updater">The policy as a model that learns.</param>
/// <param name="publisher">Hands new weights to the sampler.</param>
/// <param name="reference">The reference model where the objective has a divergence, else null.</param>
/// <param name="shape">Prompts per step and samples per prompt.</param>
/// <param name="time">Measures the parts of a step.</param>
/// <param name="progress">Hears what a step is at: the part, how much of it is done, how much there is; null for nobody.</param>
public sealed class RlTrainer(
    PromptStream prompts,
    RolloutSampler sampler,
    RewardScorer rewards,
    Objective objective,
    PolicyUpdater updater,
    WeightPublisher publisher,
    ReferencePolicy? reference,
    StepShape shape,
    TimeProvider time,
    Action<string, long, long>? progress = null)
{
    /// <summary>One step: the policy that it starts with samples everything, and one batch updates it.</summary>
    /// <param name="step">Number of the step in its stage, from 0: part of the key of every draw.</param>
    /// <param name="token">Abandons the step; the policy is then as it was before.</param>
    public async Task<StepReport> StepAsync(long step, CancellationToken token)
    {
        var clock = new Stopwatches(time);
        var first = prompts.Position;
        var (sampled, kept) = await SampleAsync(step, clock, token);
        var credited = objective.Advantage.Assign(kept);
        var update = credited.Count == 0 ? null : clock.Update(() => updater.Update(BatchPacker.Pack(credited), (done, total) => progress?.Invoke("update", done, total)));
        if (update is not null)
        {
            clock.Publish(() => publisher.Publish(update.Version));
        }
        return new StepReport
        {
            Sampled = sampled,
            Credited = credited,
            Update = update,
            PromptsDrawn = (int)(prompts.Position - first),
            Times = clock.Times,
        };
    }

    /// <summary>Samples until the batch is full of groups that teach something, or the refills are used up.</summary>
    private async Task<(List<ScoredRollout> Sampled, IReadOnlyList<ScoredRollout> Kept)> SampleAsync(
        long step, Stopwatches clock, CancellationToken token)
    {
        var sampled = new List<ScoredRollout>();
        var missing = shape.Prompts;
        for (var refill = 0; ; refill++)
        {
            var asked = prompts.Next(missing);
            var part = refill == 0 ? "generate" : $"generate, refill {refill}";
            await using var verdicts = rewards.Open(asked.Count * shape.Group);
            await clock.GenerateAsync(() => sampler.SampleAsync(
                asked, shape.Group, step, (done, total) => progress?.Invoke(part, done, total), verdicts.Add, token));
            sampled.AddRange(await clock.VerifyAsync(verdicts.CompleteAsync));
            ScoredRollout[] decided = [.. sampled.Where(scored => scored.Decided)];
            if (objective.DynamicSampling is not { } filter)
            {
                return (sampled, Shape(decided));
            }
            var selection = filter.Select(decided, shape.Prompts);
            if (selection.Missing == 0 || refill == filter.MaxRefills)
            {
                return (sampled, Shape(selection.Rollouts));
            }
            missing = selection.Missing;
        }
    }

    private IReadOnlyList<ScoredRollout> Shape(IReadOnlyList<ScoredRollout> rollouts)
    {
        rollouts = objective.OverlongShaping?.Apply(rollouts) ?? rollouts;
        rollouts = objective.Divergence is { Place: DivergencePlace.Reward } divergence && reference is not null
            ? reference.Charge(divergence, rollouts)
            : rollouts;
        return objective.OverlongFilter ? OverlongFilter.Apply(rollouts) : rollouts;
    }
}
