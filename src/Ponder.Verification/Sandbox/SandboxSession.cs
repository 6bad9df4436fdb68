using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Ponder.Verification.Sandbox;

/// <summary>One started sandbox: its pipes, its limits, its end. Used by one thread at a time.</summary>
internal sealed class SandboxSession : IDisposable
{
    private const int Tick = 50, MostErrors = 64 << 10, Chunk = 64 << 10;
    private const double StartSeconds = 30;
    private const int CpuSignal = 128 + 24, KillSignal = 128 + 9;

    // Time passes only while the supervisor runs too: a stopped or starved machine counts as one tick.
    private static readonly TimeSpan s_mostPerTick = TimeSpan.FromMilliseconds(4 * Tick);
    private static readonly TimeSpan s_measureEvery = TimeSpan.FromMilliseconds(4 * Tick);

    private readonly Process _process;
    private readonly Action _onEnd;
    private readonly int _ended;
    private readonly List<byte> _output = [];
    private readonly List<byte> _errors = [];
    private readonly List<ReadOnlyMemory<byte>> _input = [];
    private readonly byte[] _buffer = new byte[Chunk];
    private (int In, int Out, int Error) _pipes;
    private bool _closeInput, _ready, _disposed;
    private long _complained;
    private TimeSpan _elapsed, _measured;

    /// <summary>Supervises a process that was just started.</summary>
    /// <param name="process">The process, with its three streams redirected.</param>
    /// <param name="spec">What it runs.</param>
    /// <param name="onEnd">Called once when the sandbox is gone.</param>
    public SandboxSession(Process process, SandboxSpec spec, Action onEnd)
    {
        (_process, Spec, _onEnd) = (process, spec, onEnd);
        _pipes = (Descriptor(process.StandardInput.BaseStream), Descriptor(process.StandardOutput.BaseStream), Descriptor(process.StandardError.BaseStream));
        _ended = Posix.OpenProcess(process.Id);
        foreach (var pipe in new[] { _pipes.In, _pipes.Out, _pipes.Error })
        {
            Posix.MakeNonBlocking(pipe);
        }
    }

    /// <summary>What runs.</summary>
    public SandboxSpec Spec { get; }

    /// <summary>How it ended; null while it runs.</summary>
    public SandboxResult? Result { get; private set; }

    /// <summary>Whether it is still there; does not wait.</summary>
    public bool IsAlive => Result is null && !_process.HasExited;

    /// <summary>Gives the sandbox's own ends of the pipes to a user, so that it can open <c>/dev/stdin</c> and the like.</summary>
    public void GivePipesTo(uint user)
    {
        foreach (var pipe in new[] { _pipes.In, _pipes.Out, _pipes.Error })
        {
            _ = Posix.ChangeOwner(pipe, user, user);
        }
    }

    /// <summary>Queues bytes for standard input.</summary>
    public void Send(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > 0)
        {
            _input.Add(bytes);
        }
    }

    /// <summary>Closes standard input once everything is sent.</summary>
    public void CloseInput() => _closeInput = true;

    /// <summary>Runs until the sandbox waits for its job; false when it never does.</summary>
    public bool WaitUntilReady()
    {
        while (!_ready && Result is null)
        {
            Pump();
        }

        _elapsed = TimeSpan.Zero;
        return _ready;
    }

    /// <summary>The next line of standard output without its end; null when the run ended before it.</summary>
    public byte[]? ReadLine()
    {
        if (!WaitUntilReady())
        {
            return null;
        }

        for (var searched = 0; ; Pump())
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
            _process.Dispose();
        }
    }

    private static int Descriptor(Stream stream) => (int)((System.IO.Pipes.PipeStream)stream).SafePipeHandle.DangerousGetHandle();

    private void Pump()
    {
        if (Result is not null)
        {
            return;
        }

        var watched = new Posix.Watched[]
        {
            new() { Descriptor = _pipes.Out, Wanted = Posix.Readable },
            new() { Descriptor = _pipes.Error, Wanted = Posix.Readable },
            new() { Descriptor = _ready && _input.Count > 0 ? _pipes.In : -1, Wanted = Posix.Writable },
            new() { Descriptor = _ended, Wanted = Posix.Readable },
        };
        var before = Stopwatch.GetTimestamp();
        _ = Posix.Poll(ref watched[0], (nuint)watched.Length, Tick);
        var passed = Stopwatch.GetElapsedTime(before);
        _elapsed += passed < s_mostPerTick ? passed : s_mostPerTick;

        // The end is looked up before the last read: what was written before it is then certainly read.
        var over = watched[3].Seen != 0 || (_ended < 0 && _process.HasExited);
        Read(ref _pipes.Out, over || watched[0].Seen != 0, ReadOutput);
        Read(ref _pipes.Error, over || watched[1].Seen != 0, ReadErrors);
        if (Result is null && over)
        {
            End(SandboxEnd.Exited);
        }

        if (Result is null && watched[2].Seen != 0)
        {
            Write();
        }

        if (Result is null && _ready && _closeInput && _input.Count == 0 && _pipes.In >= 0)
        {
            _process.StandardInput.Close();
            _pipes.In = -1;
        }

        if (Result is null)
        {
            CheckLimits();
        }
    }

    private void CheckLimits()
    {
        var limit = _ready ? Spec.Limits.WallSeconds : StartSeconds;
        if (_elapsed.TotalSeconds > limit)
        {
            End(_ready ? SandboxEnd.WallLimit : SandboxEnd.NeverStarted);
        }
        else if (_ready && _elapsed - _measured > s_measureEvery)
        {
            _measured = _elapsed;
            var (memory, cpu) = ProcessTree.Measure(_process.Id);
            if (memory > Spec.Limits.MemoryBytes)
            {
                End(SandboxEnd.MemoryLimit);
            }
            else if (cpu > Math.Ceiling(Spec.Limits.CpuSeconds) + 1)
            {
                End(SandboxEnd.CpuLimit);
            }
        }
    }

    private void Read(ref int pipe, bool worthIt, Action<ReadOnlySpan<byte>> sink)
    {
        while (worthIt && pipe >= 0 && Result is null)
        {
            var count = Posix.Read(pipe, ref _buffer[0], Chunk);
            if (count > 0)
            {
                sink(_buffer.AsSpan(0, (int)count));
            }
            else if (count == 0)
            {
                pipe = -1;
            }
            else if (Marshal.GetLastPInvokeError() != Posix.Interrupted)
            {
                return;
            }
        }
    }

    private void ReadOutput(ReadOnlySpan<byte> bytes)
    {
        if (!_ready)
        {
            if (bytes[0] != SandboxSpec.Ready)
            {
                End(SandboxEnd.NeverStarted);
                return;
            }

            _ready = true;
            bytes = bytes[1..];
        }

        var room = Spec.Limits.OutputBytes - _output.Count;
        _output.AddRange(bytes[..Math.Min(bytes.Length, room)]);
        if (bytes.Length > room)
        {
            End(SandboxEnd.OutputLimit);
        }
    }

    private void ReadErrors(ReadOnlySpan<byte> bytes)
    {
        _complained += bytes.Length;
        _errors.AddRange(bytes[..Math.Min(bytes.Length, MostErrors - _errors.Count)]);
        if (_complained > Spec.Limits.OutputBytes)
        {
            End(SandboxEnd.OutputLimit);
        }
    }

    private void Write()
    {
        while (_input.Count > 0)
        {
            var bytes = _input[0];
            var count = (int)Posix.Write(_pipes.In, in bytes.Span[0], (nuint)Math.Min(bytes.Length, Chunk));
            if (count >= 0)
            {
                _input[0] = bytes[count..];
                if (count == bytes.Length)
                {
                    _input.RemoveAt(0);
                }
            }
            else
            {
                // A run that does not read its input is no failure.
                if (Marshal.GetLastPInvokeError() is not (Posix.Again or Posix.Interrupted))
                {
                    _input.Clear();
                }

                return;
            }
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
                : code == CpuSignal || (code == KillSignal && _elapsed.TotalSeconds >= Spec.Limits.CpuSeconds) ? SandboxEnd.CpuLimit
                : SandboxEnd.Exited;
        }

        Result = new SandboxResult(why, code, [.. _output], Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(_errors)));
        _onEnd();
    }
}
