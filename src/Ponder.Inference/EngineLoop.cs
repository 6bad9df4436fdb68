using Ponder.Inference.Decoding;
using Ponder.Inference.KvCache;
using Ponder.Inference.Sampling;
using Ponder.Inference.Scheduling;
using Ponder.Tensors;

namespace Ponder.Inference;

/// <summary>The thread of an engine: takes orders between two steps, and steps while there is work.</summary>
internal sealed class EngineLoop : IDisposable
{
    private readonly IDecoder _decoder;
    private readonly KvAfterPublish _afterPublish;
    private readonly TimeProvider _time;
    private readonly OrderQueue _orders = new();
    private readonly Thread _thread;
    private readonly BlockPool _pool;
    private readonly Scheduler _scheduler;
    private readonly TokenSampler _sampler = new();
    private readonly StepBatch _batch = new();
    private readonly HashSet<ActiveRequest> _active = [];
    private Tensor? _logits;
    private readonly List<ActiveRequest> _complete = [];
    private Exception? _fault;
    private volatile EngineCounters _counters;

    public EngineLoop(IDecoder decoder, EngineOptions options, TimeProvider time)
    {
        _decoder = decoder;
        _afterPublish = options.AfterPublish;
        _time = time;
        _pool = new BlockPool(decoder.Blocks);
        _scheduler = new Scheduler(_pool, options, decoder.CopyBlock);
        _counters = new EngineCounters { Blocks = decoder.Blocks };
        _thread = new Thread(Run) { IsBackground = true, Name = "ponder-engine" };
        _thread.Start();
    }

    public EngineCounters Counters => _counters;

    public void Submit(IReadOnlyList<ActiveRequest> requests, CancellationToken cancellation)
    {
        Order(() =>
        {
            foreach (ActiveRequest request in requests)
            {
                if (cancellation.IsCancellationRequested)
                {
                    request.Cancel(cancellation);
                    continue;
                }
                _active.Add(request);
                _scheduler.Add(request);
            }
        });
        if (cancellation.CanBeCanceled)
        {
            CancellationTokenRegistration registration = cancellation.Register(() => _orders.TryAdd(() => Cancel(requests, cancellation)));
            Task.WhenAll(requests.Select(request => request.Task))
                .ContinueWith(_ => registration.Dispose(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    public void Publish(PackedWeights weights, int version) => Order(() =>
    {
        _decoder.Publish(weights);
        _counters = _counters with { Version = version };
        _pool.ForgetNames();
        if (_afterPublish == KvAfterPublish.Recompute)
        {
            _scheduler.RecomputeAll();
        }
    });

    public void Dispose()
    {
        if (Environment.CurrentManagedThreadId == _thread.ManagedThreadId)
        {
            throw new InvalidOperationException("an engine cannot be disposed from its own token callback");
        }
        _orders.Close();
        _thread.Join();
        _logits?.Dispose();
        _orders.Dispose();
    }

    private void Order(Action order)
    {
        if (!_orders.TryAdd(order))
        {
            throw _fault is { } fault
                ? new InvalidOperationException($"the engine has failed: {fault.Message}", fault)
                : new ObjectDisposedException(nameof(Engine));
        }
    }

    private void Run()
    {
        try
        {
            _decoder.Attach();
            while (!_orders.IsClosed)
            {
                while (_orders.TryTake(out Action? order))
                {
                    order?.Invoke();
                }
                if (_scheduler.IsIdle)
                {
                    Count(rows: 0, drawn: 0, TimeSpan.Zero);
                    _orders.Wait();
                }
                else
                {
                    Step();
                }
            }
            Abandon(new ObjectDisposedException(nameof(Engine), "the engine was disposed before the request was complete"));
        }
#pragma warning disable CA1031 // Whatever ends the thread must reach those who wait.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _fault = error;
            Abandon(error);
        }
    }

    private void Step()
    {
        long start = _time.GetTimestamp();
        _scheduler.Plan(_batch);
        Compute();
        IReadOnlyList<(Sequence Sequence, int Row)> draws = _scheduler.Commit();
        ReadOnlySpan<SampledToken> tokens = Draw(draws);
        for (int i = 0; i < tokens.Length; i++)
        {
            Accept(draws[i].Sequence, tokens[i]);
        }
        Count(_batch.Rows, draws.Count, _time.GetElapsedTime(start));
        foreach (ActiveRequest request in _complete)
        {
            request.Answer();
        }
        _complete.Clear();
    }

    private void Compute()
    {
        if (_decoder is IDrawingDecoder drawing)
        {
            drawing.Step(_batch);
            return;
        }
        int vocabulary = _decoder.Vocabulary;
        if (_logits is null || _logits.Count < (long)_batch.Wanted * vocabulary)
        {
            // On huge pages and cache lines, which an array of .NET does not promise.
            _logits?.Dispose();
            _logits = Tensor.Empty([Math.Max(1, _batch.Wanted) * vocabulary]).Keep();
        }
        _decoder.Step(_batch, _logits.Data<float>());
    }

    private ReadOnlySpan<SampledToken> Draw(IReadOnlyList<(Sequence Sequence, int Row)> draws)
    {
        _sampler.Clear();
        foreach ((Sequence sequence, int row) in draws)
        {
            var request = (ActiveRequest)sequence.Group;
            _sampler.Add(row, request.Request.Sampling, request.InverseTemperature, request.NextUniform(sequence));
        }
        if (_decoder is IDrawingDecoder drawing)
        {
            return drawing.Draw(_sampler);
        }
        return _sampler.Draw(_logits is null ? [] : _logits.Data<float>()[..(_batch.Wanted * _decoder.Vocabulary)], _batch.Wanted);
    }

    private void Accept(Sequence sequence, SampledToken token)
    {
        var request = (ActiveRequest)sequence.Group;
        if (request.IsDone)
        {
            return;
        }
        if (!token.IsPossible)
        {
            Withdraw(request, new GenerationException(
                $"nan_logits: the logits after token {sequence.Total - 1} of the sequence are not numbers (weights version {_counters.Version}); " +
                "the weights hold NaN or infinity, or every token is masked"));
            return;
        }
        try
        {
            if (request.Accept(sequence, token.Id, token.LogProb, _counters.Version))
            {
                _scheduler.Remove(sequence);
                if (request.IsComplete)
                {
                    _active.Remove(request);
                    _complete.Add(request);
                }
            }
        }
#pragma warning disable CA1031 // A caller's callback or tokenizer ends its own request only.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Withdraw(request, error);
        }
    }

    private void Withdraw(ActiveRequest request, Exception error)
    {
        Forget(request);
        request.Fail(error);
    }

    private void Cancel(IReadOnlyList<ActiveRequest> requests, CancellationToken cancellation)
    {
        foreach (ActiveRequest request in requests)
        {
            if (!request.IsDone)
            {
                Forget(request);
                request.Cancel(cancellation);
            }
        }
    }

    private void Forget(ActiveRequest request)
    {
        _active.Remove(request);
        foreach (Sequence sequence in request.Sequences)
        {
            _scheduler.Remove(sequence);
        }
        Count(rows: 0, drawn: 0, TimeSpan.Zero);
    }

    private void Abandon(Exception error)
    {
        _orders.Close();
        while (_orders.TryTake(out Action? order))
        {
            try
            {
                order?.Invoke();
            }
#pragma warning disable CA1031 // The first error is the one that is reported.
            catch (Exception)
#pragma warning restore CA1031
            {
                continue;
            }
        }
        foreach (ActiveRequest request in _active.Concat(_complete))
        {
            request.Fail(error);
        }
        _active.Clear();
        _complete.Clear();
    }

    private void Count(int rows, int drawn, TimeSpan busy)
    {
        EngineCounters last = _counters;
        _counters = last with
        {
            Steps = last.Steps + (rows > 0 ? 1 : 0),
            Rows = last.Rows + rows,
            GeneratedTokens = last.GeneratedTokens + drawn,
            SharedTokens = _scheduler.SharedTokens,
            Preemptions = _scheduler.Preemptions,
            Running = _scheduler.Running,
            Waiting = _scheduler.Waiting,
            BlocksInUse = _pool.InUse,
            Busy = last.Busy + busy,
        };
    }
}
