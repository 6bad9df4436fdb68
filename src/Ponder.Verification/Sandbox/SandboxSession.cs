using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Ponder.Verification.Sandbox;

/// <summary>One started sandbox: its input and output, its limits, its end. Used by one thread at a time.</summary>
internal sealed class SandboxSession : IDisposable
{
    private const int Tick = 50, MostErrors = 64 << 10;
    private const double StartSeconds = 30;
    private const int FirstSignal = 128, CpuSignal = FirstSignal + 24, KillSignal = FirstSignal + 9;

    // Time passes only while the supervisor runs too: a stopped or starved machine counts as one tick.
    private static readonly TimeSpan s_mostPerTick = TimeSpan.FromMilliseconds(4 * Tick);
    private static readonly TimeSpan s_measureEvery = TimeSpan.FromMilliseconds(4 * Tick);

    private readonly Process _process;
    private readonly SandboxPipes _pipes;
    private readonly string _status;
    private readonly Action _onEnd;
    private readonly int _ended;
    private readonly List<byte> _output = [];
    private readonly List<byte> _errors = [];
    private bool _closeInput, _ready, _disposed, _crowded;
    private long _complained, _measured;
    private TimeSpan _elapsed;

    /// <summary>Supervises a process that was just started.</summary>
    /// <param name="process">The process, with its three streams redirected.</param>
    /// <param name="spec">What it runs.</param>
    /// <param name="status">The file in which bubblewrap notes how the command ended.</param>
    /// <param name="onEnd">Called once when the sandbox is gone.</param>
    public SandboxSession(Process process, SandboxSpec spec, string status, Action onEnd)
    {
        (_process, _pipes, Spec, _status, _onEnd) = (process, new SandboxPipes(process), spec, status, onEnd);
        _ended = Posix.OpenProcess(process.Id);
    }

    /// <summary>What runs.</summary>
    public SandboxSpec Spec { get; }

    /// <summary>How it ended; null while it runs.</summary>
    public SandboxResult? Result { get; private set; }

    /// <summary>The process that stands outside the sandbox.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Whether it is still there; does not wait.</summary>
    public bool IsAlive => Result is null && !_process.HasExited;

    /// <summary>Gives the sandbox's own ends of the pipes to a user.</summary>
    public void GivePipesTo(uint user) => _pipes.GiveTo(user);

    /// <summary>Queues bytes for standard input.</summary>
    public void Send(ReadOnlyMemory<byte> bytes) => _pipes.Send(bytes);

    /// <summary>Closes standard input once everything is sent.</summary>
    public void CloseInput() => _closeInput = true;

    /// <summary>Runs until the sandbox waits for its job; false when it never does.</summary>
    public bool WaitUntilReady()
    {
        while (!_ready && Result is null)
        {
            Pump();
        }

        return _ready;
    }

    /// <summary>The next line of standard output without its end; null when the run ended before it.</summary>
    /// <param name="beside">Another run whose limits hold meanwhile: one that nobody waits for at the moment.</param>
    public byte[]? ReadLine(SandboxSession? beside = null)
    {
        if (!WaitUntilReady())
        {
            return null;
        }

        for (var searched = 0; ; Pump(), beside?.CheckUse())
        {
            var end = _output.IndexOf((byte)'\n', searched);
            if (end >= 0)
            {
                var line = CollectionsMarshal.AsSpan(_output)[..end].ToArray();
                _output.RemoveRange(0, end + 1);
                return line;
            }

            searched = _output.Count;
            if (Result is not null)
            {
                return null;
            }
        }
    }

    /// <summary>Runs to the end.</summary>
    public SandboxResult Finish()
    {
        if (WaitUntilReady())
        {
            _closeInput = true;
            while (Result is null)
            {
                Pump();
            }
        }

        return Result!;
    }

    /// <summary>Ends the run and everything in it.</summary>
    /// <remarks>
    /// Waits for a sandbox that is still starting: until bwrap has joined its two halves, the death of one does not end the other.
    /// </remarks>
    public void Stop()
    {
        if (Result is null && WaitUntilReady())
        {
            End(SandboxEnd.Stopped);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            Stop();
            _ = _ended >= 0 ? Posix.Close(_ended) : 0;
            _pipes.Dispose();
            _process.Dispose();
        }
    }

    private void Pump()
    {
        if (Result is not null)
        {
            return;
        }

        Posix.Watched[] watched = [.. _pipes.Watched(mayWrite: _ready), new() { Descriptor = _ended, Wanted = Posix.Readable }];
        var before = Stopwatch.GetTimestamp();
        _ = Posix.Poll(ref watched[0], (nuint)watched.Length, Tick);
        var passed = Stopwatch.GetElapsedTime(before);
        _elapsed += passed < s_mostPerTick ? passed : s_mostPerTick;

        // The end is looked up before the last read: what was written before it is then certainly read.
        var over = watched[^1].Seen != 0 || (_ended < 0 && _process.HasExited);
        if (over || watched[0].Seen != 0)
        {
            _pipes.ReadOutput(TakeOutput);
        }

        if (Result is null && (over || watched[1].Seen != 0))
        {
            _pipes.ReadErrors(TakeErrors);
        }

        if (Result is null && over)
        {
            End(SandboxEnd.Exited);
        }

        if (Result is null && watched[2].Seen != 0)
        {
            _pipes.Write();
        }

        if (Result is null && _ready && _closeInput && _pipes.IsSent)
        {
            _pipes.CloseInput();
        }

        if (Result is null && _elapsed.TotalSeconds > (_ready ? Spec.Limits.WallSeconds : StartSeconds))
        {
            End(_ready ? SandboxEnd.WallLimit : SandboxEnd.NeverStarted);
        }

        CheckUse();
    }

    // What the run uses now, where it was not looked up a moment ago.
    private void CheckUse()
    {
        if (Result is not null || !_ready || Stopwatch.GetElapsedTime(_measured) < s_measureEvery)
        {
            return;
        }

        var (memory, cpu, tasks) = ProcessTree.Measure(_process.Id);
        _crowded |= tasks >= Spec.Limits.Processes;
        _measured = Stopwatch.GetTimestamp();
        if (memory > Spec.Limits.MemoryBytes)
        {
            End(SandboxEnd.MemoryLimit);
        }
        else if (cpu > Math.Ceiling(Spec.Limits.CpuSeconds) + 1)
        {
            End(SandboxEnd.CpuLimit);
        }
    }

    private bool TakeOutput(ReadOnlyMemory<byte> memory)
    {
        var bytes = memory.Span;
        if (!_ready)
        {
            if (bytes[0] != SandboxSpec.Ready)
            {
                End(SandboxEnd.NeverStarted);
                return false;
            }

            (_ready, _elapsed, _measured) = (true, TimeSpan.Zero, Stopwatch.GetTimestamp());
            bytes = bytes[1..];
        }

        var room = Spec.Limits.OutputBytes - _output.Count;
        _output.AddRange(bytes[..Math.Min(bytes.Length, room)]);
        if (bytes.Length > room)
        {
            End(SandboxEnd.OutputLimit);
        }

        return Result is null;
    }

    private bool TakeErrors(ReadOnlyMemory<byte> memory)
    {
        var bytes = memory.Span;
        _complained += bytes.Length;
        _errors.AddRange(bytes[..Math.Min(bytes.Length, MostErrors - _errors.Count)]);
        if (_complained > Spec.Limits.OutputBytes)
        {
            End(SandboxEnd.OutputLimit);
        }

        return Result is null;
    }

    // Nobody inside reaches bwrap's outer process: where it ended and noted no end of its command, somebody outside killed it.
    private bool CommandEnded()
    {
        try
        {
            return File.ReadAllText(_status).Contains("\"exit-code\"", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void End(SandboxEnd why)
    {
        if (Result is not null)
        {
            return;
        }

        if (why != SandboxEnd.Exited)
        {
            // The death of bwrap takes the whole process namespace with it.
            _process.Kill();
        }

        _process.WaitForExit();
        var code = _process.ExitCode;
        if (why == SandboxEnd.Exited)
        {
            why = !_ready ? SandboxEnd.NeverStarted
                : code > FirstSignal && !CommandEnded() ? SandboxEnd.Killed
                : code == CpuSignal || (code == KillSignal && _elapsed.TotalSeconds >= Spec.Limits.CpuSeconds) ? SandboxEnd.CpuLimit
                : SandboxEnd.Exited;
        }

        Result = new SandboxResult(why, code, [.. _output], Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(_errors))) { ReachedProcesses = _crowded };
        _onEnd();
    }
}
