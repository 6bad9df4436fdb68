using System.Collections.Concurrent;

namespace Ponder.Training.Pipelines;

/// <summary>
/// Runs asynchronous work on one thread of its own, awaits included: thread counts, OpenMP teams and memory arenas of the native
/// library belong to threads, so a run that wandered through the thread pool would have several of each.
/// </summary>
internal static class TrainingThread
{
    /// <summary>Runs the work to its end; its result or exception is the task's.</summary>
    public static Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Run(work, done)) { IsBackground = true, Name = "ponder-training" };
        thread.Start();
        return done.Task;
    }

    private static void Run<T>(Func<Task<T>> work, TaskCompletionSource<T> done)
    {
        using var context = new Context();
        SynchronizationContext.SetSynchronizationContext(context);
        var task = Start(work);
        task.ContinueWith(_ => context.Finish(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        context.Work();
        done.SetFromTask(task);
    }

    private static async Task<T> Start<T>(Func<Task<T>> work) => await work();

    /// <summary>What is posted runs on the thread that works through it, in order.</summary>
    private sealed class Context : SynchronizationContext, IDisposable
    {
        private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _posted = [];

        public override void Post(SendOrPostCallback d, object? state) => _posted.Add((d, state));

        public void Finish() => _posted.CompleteAdding();

        public void Work()
        {
            foreach (var (callback, state) in _posted.GetConsumingEnumerable())
            {
                callback(state);
            }
        }

        public void Dispose() => _posted.Dispose();
    }
}
