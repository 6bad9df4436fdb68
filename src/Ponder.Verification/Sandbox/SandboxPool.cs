using System.Collections.Concurrent;
using System.ComponentModel;

namespace Ponder.Verification.Sandbox;

/// <summary>Sandboxes that wait, started, for a job. Each is used for one job only.</summary>
/// <param name="depth">How many wait for each kind of job that was asked for before.</param>
internal sealed class SandboxPool(int depth) : IDisposable
{
    private const int MostKinds = 8;
    private readonly ConcurrentDictionary<(string, SandboxLimits), Queue<Task<SandboxSession>>> _waiting = new();
    private readonly Lazy<SandboxLauncher> _launcher = new();
    private readonly Lock _lock = new();
    private bool _disposed;

    /// <summary>A sandbox that nobody has used; its replacement is started.</summary>
    /// <exception cref="SandboxFailedException">It could not be started.</exception>
    public SandboxSession Take(SandboxSpec spec)
    {
        Task<SandboxSession> taken;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_waiting.TryGetValue(spec.Key, out var queue))
            {
                if (_waiting.Count >= MostKinds)
                {
                    Forget(_waiting.Keys.First());
                }

                queue = _waiting[spec.Key] = new Queue<Task<SandboxSession>>();
            }

            taken = queue.TryDequeue(out var first) ? first : _launcher.Value.Start(spec);
            while (queue.Count < depth)
            {
                queue.Enqueue(_launcher.Value.Start(spec));
            }
        }

        var session = Started(taken);
        if (session.IsAlive)
        {
            return session;
        }

        session.Dispose();
        return Started(_launcher.Value.Start(spec));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                _disposed = true;
                foreach (var kind in _waiting.Keys)
                {
                    Forget(kind);
                }

                if (_launcher.IsValueCreated)
                {
                    _launcher.Value.Dispose();
                }
            }
        }
    }

    private static SandboxSession Started(Task<SandboxSession> start)
    {
        try
        {
            return start.GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is Win32Exception or IOException or InvalidOperationException)
        {
            throw new SandboxFailedException($"the sandbox could not be started: {e.Message}", e);
        }
    }

    private void Forget((string, SandboxLimits) kind)
    {
        if (_waiting.TryRemove(kind, out var queue))
        {
            foreach (var session in queue)
            {
                if (session.ContinueWith(started => started.IsCompletedSuccessfully, TaskScheduler.Default).GetAwaiter().GetResult())
                {
                    session.Result.Dispose();
                }
            }
        }
    }
}
