using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ponder.Verification.Sandbox;

/// <summary>Starts sandboxes from one thread of its own.</summary>
/// <remarks>
/// <c>--die-with-parent</c> means the thread that started a process: on a thread of the pool, a sandbox would die when that
/// thread retires. Root gives every sandbox a user of its own.
/// </remarks>
internal sealed class SandboxLauncher : IDisposable
{
    private const uint FirstUser = 990_000;
    private const int Users = 4096;

    private readonly BlockingCollection<(SandboxSpec Spec, TaskCompletionSource<SandboxSession> Started)> _orders = [];
    private readonly ConcurrentQueue<uint> _users = new();
    private readonly bool _isRoot = Posix.EffectiveUser() == 0;
    private readonly SandboxFolder _folder = new(SeccompFilter.Build(RuntimeInformation.ProcessArchitecture));
    private readonly Thread _thread;
    private long _launched;
    private bool _disposed;

    /// <summary>Starts the thread.</summary>
    /// <exception cref="PlatformNotSupportedException">The filter of system calls does not know this processor.</exception>
    public SandboxLauncher()
    {
        // Other processes of Ponder on this machine begin elsewhere in the range.
        for (var i = 0; i < Users; i++)
        {
            _users.Enqueue(FirstUser + (uint)((i + (Environment.ProcessId * 61L)) % Users));
        }

        _thread = new Thread(Work) { IsBackground = true, Name = "sandbox launcher" };
        _thread.Start();
    }

    /// <summary>Starts a sandbox.</summary>
    public Task<SandboxSession> Start(SandboxSpec spec)
    {
        var started = new TaskCompletionSource<SandboxSession>(TaskCreationOptions.RunContinuationsAsynchronously);
        _orders.Add((spec, started));
        return started.Task;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _orders.CompleteAdding();
            _thread.Join();
            _orders.Dispose();
            _folder.Dispose();
        }
    }

    private void Work()
    {
        foreach (var (spec, started) in _orders.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Launch(spec));
            }
            catch (Exception e)
            {
                started.SetException(e);
            }
        }
    }

    private SandboxSession Launch(SandboxSpec spec)
    {
        uint? user = null;
        if (_isRoot)
        {
            user = _users.TryDequeue(out var free) ? free : throw new InvalidOperationException($"more than {Users} sandboxes at once");
        }

        var status = _folder.Status(_launched++);
        try
        {
            var start = new ProcessStartInfo("/bin/sh", BubblewrapCommand.Build(spec, _folder.Filter, status, user))
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
                WorkingDirectory = "/",
            };
            var path = start.Environment.TryGetValue("PATH", out var found) ? found : null;
            start.Environment.Clear();
            start.Environment["PATH"] = path ?? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
            Posix.KeepDescriptors();
            var session = new SandboxSession(Process.Start(start)!, spec, status, () => Release(user, status));
            if (user is { } owner)
            {
                session.GivePipesTo(owner);
            }

            return session;
        }
        catch
        {
            Release(user, status);
            throw;
        }
    }

    private void Release(uint? user, string status)
    {
        SandboxFolder.DeleteStatus(status);
        if (user is { } id)
        {
            _users.Enqueue(id);
        }
    }
}
