using Ponder.Algorithms.Records;
using Ponder.Evaluation;
using Ponder.Text;
using Ponder.Training.Reinforcement.Rewards;

namespace Ponder.Training.Reinforcement;

/// <summary>Judges rollouts while others are still sampled, and composes their rewards when all are there.</summary>
public sealed class VerdictQueue : IAsyncDisposable
{
    private readonly JudgingQueue<ScoredRollout> _judging;
    private readonly RewardComposition _composition;

    internal VerdictQueue(int count, Func<Rollout, ScoredRollout> score, RewardComposition composition) =>
        (_judging, _composition) = (new JudgingQueue<ScoredRollout>(count, score), composition);

    /// <summary>Takes a rollout; returns at once.</summary>
    /// <param name="place">Its place in the result.</param>
    /// <param name="rollout">What was sampled.</param>
    public void Add(int place, Rollout rollout) => _judging.Add(place, rollout);

    /// <summary>Waits for the last verdict and composes the rewards.</summary>
    /// <exception cref="InvalidOperationException">A place has no rollout.</exception>
    public async Task<IReadOnlyList<ScoredRollout>> CompleteAsync() => _composition.Apply(await _judging.CompleteAsync());

    /// <summary>Forgets what is not judged yet.</summary>
    public ValueTask DisposeAsync() => _judging.DisposeAsync();
}
