using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ponder.Verification.Sandbox;

/// <summary>The three pipes of a started sandbox: what waits to be sent, what came back so far. Nothing here blocks.</summary>
internal sealed class SandboxPipes : IDisposable
{
    private const int Chunk = 64 << 10;

    private readonly StreamWriter _input;
    private readonly StreamReader _output, _errors;
    private readonly List<ReadOnlyMemory<byte>> _queue = [];
    private readonly byte[] _buffer = new byte[Chunk];
    private int _in, _out, _error;

    public SandboxPipes(Process process)
    {
        (_input, _output, _errors) = (process.StandardInput, process.StandardOutput, process.StandardError);
        (_in, _out, _error) = (Descriptor(_input.BaseStream), Descriptor(_output.BaseStream), Descriptor(_errors.BaseStream));
        foreach (var pipe in new[] { _in, _out, _error })
        {
            Posix.MakeNonBlocking(pipe);
        }
    }

    /// <summary>Whether everything is sent.</summary>
    public bool IsSent => _queue.Count == 0;

    /// <summary>Gives the sandbox's own ends to a user, so that it can open <c>/dev/stdin</c> and the like.</summary>
    public void GiveTo(uint user)
    {
        foreach (var pipe in new[] { _in, _out, _error })
        {
            _ = Posix.ChangeOwner(pipe, user, user);
        }
    }

    /// <summary>Queues bytes for standard input.</summary>
    public void Send(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > 0)
        {
            _queue.Add(bytes);
        }
    }

    /// <summary>What to wait for: output, errors and, where something waits to be sent, room for it.</summary>
    public IEnumerable<Posix.Watched> Watched(bool mayWrite) =>
    [
        new() { Descriptor = _out, Wanted = Posix.Readable },
        new() { Descriptor = _error, Wanted = Posix.Readable },
        new() { Descriptor = mayWrite && _queue.Count > 0 ? _in : -1, Wanted = Posix.Writable },
    ];

    /// <summary>Hands all output that is there to a sink, until the sink says that it is enough.</summary>
    public void ReadOutput(Func<ReadOnlyMemory<byte>, bool> sink) => Read(ref _out, sink);

    /// <summary>Hands all errors that are there to a sink, until the sink says that it is enough.</summary>
    public void ReadErrors(Func<ReadOnlyMemory<byte>, bool> sink) => Read(ref _error, sink);

    /// <summary>Sends what goes without waiting.</summary>
    public void Write()
    {
        while (_queue.Count > 0)
        {
            var bytes = _queue[0];
            var count = (int)Posix.Write(_in, in bytes.Span[0], (nuint)Math.Min(bytes.Length, Chunk));
            if (count >= 0)
            {
                _queue[0] = bytes[count..];
                if (count == bytes.Length)
                {
                    _queue.RemoveAt(0);
                }
            }
            else
            {
                // A run that does not read its input is no failure.
                if (Marshal.GetLastPInvokeError() is not (Posix.Again or Posix.Interrupted))
                {
                    _queue.Clear();
                }

                return;
            }
        }
    }

    /// <summary>Closes standard input.</summary>
    public void CloseInput()
    {
        if (_in >= 0)
        {
            _input.Close();
            _in = -1;
        }
    }

    /// <summary>Closes all three.</summary>
    public void Dispose()
    {
        (_in, _out, _error) = (-1, -1, -1);
        _input.Dispose();
        _output.Dispose();
        _errors.Dispose();
    }

    private static int Descriptor(Stream stream) => (int)((System.IO.Pipes.PipeStream)stream).SafePipeHandle.DangerousGetHandle();

    private void Read(ref int pipe, Func<ReadOnlyMemory<byte>, bool> sink)
    {
        while (pipe >= 0)
        {
            var count = Posix.Read(pipe, ref _buffer[0], Chunk);
            if (count > 0)
            {
                if (!sink(_buffer.AsMemory(0, (int)count)))
                {
                    return;
                }
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
}
