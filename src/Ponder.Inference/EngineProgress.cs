using Ponder.Inference.Requests;

namespace Ponder.Inference;

/// <summary>Tells how far many requests are while an engine works on them.</summary>
public static class EngineProgress
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Continues many prompts as <see cref="Engine.GenerateAsync(IReadOnlyList{GenerationRequest}, CancellationToken)"/> does.</summary>
    /// <param name="engine">An engine that works on nothing else meanwhile.</param>
    /// <param name="requests">The prompts.</param>
    /// <param name="progress">Hears a few times a second how many completions of how many are done, in the caller's context; null for nobody.</param>
    /// <param name="onResult">Hears every completion as it ends, with the number of its request, on the engine's thread; null for nobody.</param>
    /// <param name="cancellation">Ends the requests.</param>
    public static async Task<IReadOnlyList<IReadOnlyList<GenerationResult>>> GenerateWithProgressAsync(
        this Engine engine, IReadOnlyList<GenerationRequest> requests, Action<long, long>? progress, Action<int, GenerationResult>? onResult, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(requests);
        long total = requests.Sum(request => (long)request.Samples);
        progress?.Invoke(0, total);
        var before = engine.Counters.Steps;
        var work = engine.GenerateAsync(requests, onResult, cancellation);
        while (progress is not null && await Task.WhenAny(work, Task.Delay(s_interval, TimeProvider.System, CancellationToken.None)) != work)
        {
            var now = engine.Counters;
            progress(now.Steps == before ? 0 : Math.Max(0, total - now.Running - now.Waiting), total);
        }
        return await work;
    }
}
