namespace Ponder.Inference;

/// <summary>What other threads want of an engine's thread, taken between two steps. Closed for good when the thread ends.</summary>
internal sealed class OrderQueue : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<Action> _orders = [];
    private readonly AutoResetEvent _signal = new(false);
    private volatile bool _closed;

    public bool IsClosed => _closed;

    /// <summary>Adds an order.</summary>
    /// <returns>False where the queue is closed; the order will then not be carried out.</returns>
    public bool TryAdd(Action order)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return false;
            }
            _orders.Enqueue(order);
            _signal.Set();
            return true;
        }
    }

    public bool TryTake(out Action? order)
    {
        lock (_lock)
        {
            return _orders.TryDequeue(out order);
        }
    }

    /// <summary>Waits until there is an order or the queue is closed; may return early.</summary>
    public void Wait() => _signal.WaitOne();

    /// <summary>Takes no further orders and wakes the thread; orders that are in the queue stay.</summary>
    public void Close()
    {
        lock (_lock)
        {
            if (!_closed)
            {
                _closed = true;
                _signal.Set();
            }
        }
    }

    public void Dispose()
    {
        Close();
        _signal.Dispose();
    }
}
