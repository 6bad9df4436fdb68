using System.Threading.Channels;
using Ponder.Algorithms.Records;
using Ponder.Text;
using Ponder.Training.Reinforcement.Rewards;

namespace Ponder.Training.Reinforcement;

/// <summary>
/// Judges rollouts while others are still sampled: a few workers take them as they come. The result has the order of the places, whatever
/// the order in which rollouts and verdicts came.
/// </summary>
public sealed class VerdictQueue : IAsyncDisposable
{
    private readonly Channel<(int Place, Rollout Rollout)> _waiting =
        Channel.CreateUnbounded<(int, Rollout)>(new UnboundedChannelOptions { SingleReader = false, SingleWriter = false });

    private readonly ScoredRollout?[] _scored;
    private readonly Func<Rollout, ScoredRollout> _score;
    private readonly RewardComposition _composition;
    private readonly Task _workers;

    internal VerdictQueue(int count, Func<Rollout, ScoredRollout> score, RewardComposition composition)
    {
        _scored = new ScoredRollout?[count];
        _score = score;
        _composition = composition;
        _workers = Task.WhenAll(Enumerable.Range(0, Math.Min(count, Math.Max(2, Environment.ProcessorCount))).Select(_ => Task.Run(WorkAsync)));
    }

    /// <summary>Takes a rollout; returns at once.</summary>
    /// <param name="place">Its place in the result.</param>
    /// <param name="rollout">What was sampled.</param>
    public void Add(int place, Rollout rollout)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, _scored.Length);
        _waiting.Writer.TryWrite((place, rollout));
    }

    /// <summary>Waits for the last verdict and composes the rewards.</summary>
    /// <exception cref="InvalidOperationException">A place has no rollout.</exception>
    public async Task<IReadOnlyList<ScoredRollout>> CompleteAsync()
    {
        _waiting.Writer.TryComplete();
        await _workers;
        return _composition.Apply([.. _scored.Select((scored, place) => scored ?? throw new InvalidOperationException($"there is no rollout {place}"))]);
    }

    /// <summary>Forgets what is not judged yet.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        while (_waiting.Reader.TryRead(out _))
        {
        }

        await _workers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WorkAsync()
    {
        await foreach (var (place, rollout) in _waiting.Reader.ReadAllAsync())
        {
            _scored[place] = _score(rollout);
        }
    }
}
