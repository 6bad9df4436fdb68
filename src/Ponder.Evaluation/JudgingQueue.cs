using System.Threading.Channels;
using Ponder.Text;

namespace Ponder.Evaluation;

/// <summary>
/// Judges rollouts while others are still sampled: a few workers take them as they come. The result has the order of the places, whatever
/// the order in which rollouts and verdicts came.
/// </summary>
/// <typeparam name="TJudged">What judging a rollout gives.</typeparam>
public sealed class JudgingQueue<TJudged> : IAsyncDisposable
    where TJudged : class
{
    private readonly Channel<(int Place, Rollout Rollout)> _waiting =
        Channel.CreateUnbounded<(int, Rollout)>(new UnboundedChannelOptions { SingleReader = false, SingleWriter = false });

    private readonly TJudged?[] _judged;
    private readonly Func<Rollout, TJudged> _judge;
    private readonly Task _workers;

    /// <summary>Starts the workers.</summary>
    /// <param name="count">How many rollouts will come.</param>
    /// <param name="judge">Judges one of them; thread-safe.</param>
    public JudgingQueue(int count, Func<Rollout, TJudged> judge)
    {
        ArgumentNullException.ThrowIfNull(judge);
        _judged = new TJudged?[count];
        _judge = judge;
        _workers = Task.WhenAll(Enumerable.Range(0, Math.Min(count, Math.Max(2, Environment.ProcessorCount))).Select(_ => Task.Run(WorkAsync)));
    }

    /// <summary>Takes a rollout; returns at once.</summary>
    /// <param name="place">Its place in the result.</param>
    /// <param name="rollout">What was sampled.</param>
    public void Add(int place, Rollout rollout)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, _judged.Length);
        _waiting.Writer.TryWrite((place, rollout));
    }

    /// <summary>Waits for the last verdict.</summary>
    /// <exception cref="InvalidOperationException">A place has no rollout.</exception>
    public async Task<IReadOnlyList<TJudged>> CompleteAsync()
    {
        _waiting.Writer.TryComplete();
        await _workers;
        return [.. _judged.Select((judged, place) => judged ?? throw new InvalidOperationException($"there is no rollout {place}"))];
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
            _judged[place] = _judge(rollout);
        }
    }
}
