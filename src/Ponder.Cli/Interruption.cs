using System.Runtime.InteropServices;

namespace Ponder.Cli;

/// <summary>
/// Turns SIGINT and SIGTERM into a cancelled token. The verb ends its step, writes what must not be lost and returns; a further signal ends the
/// process at once. Signals that follow within a second are the same wish: <c>timeout</c> and terminals send them to a process and to its group.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan s_sameWish = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly TextWriter _error;
    private readonly TimeProvider _time;
    private readonly Action _endNow;
    private readonly Lock _gate = new();
    private long? _first;

    /// <summary>Listens to the process's signals.</summary>
    /// <param name="error">Where the user is told.</param>
    /// <param name="time">Tells signals apart.</param>
    /// <param name="endNow">Ends the process; null for the real end.</param>
    public Interruption(TextWriter error, TimeProvider? time = null, Action? endNow = null)
    {
        _error = error;
        _time = time ?? TimeProvider.System;
        _endNow = endNow ?? EndNow;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
        ];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether a signal came that ends the verb.</summary>
    public bool Happened => _source.IsCancellationRequested;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    /// <summary>Takes a signal.</summary>
    internal void Signal(PosixSignal signal)
    {
        if (signal == PosixSignal.SIGINT && Terminal.TakeInterrupt())
        {
            return;
        }

        lock (_gate)
        {
            if (_first is { } first)
            {
                if (_time.GetElapsedTime(first) >= s_sameWish)
                {
                    _endNow();
                }

                return;
            }

            _first = _time.GetTimestamp();
        }

        Terminal.Announce("interrupted: finishing what must not be lost; once more ends at once", _error);
        _source.Cancel();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        Signal(context.Signal);
    }

    /// <summary>Ends the process as it is: libraries whose threads still compute are not taken down first.</summary>
    internal static void EndNow()
    {
        Terminal.Restore();
        ExitNow(ExitCodes.Interrupted);
    }

    [DllImport("libc", EntryPoint = "_exit")]
    private static extern void ExitNow(int code);
}
