namespace Ponder.Training.Reinforcement;

/// <summary>Adds up the seconds of named parts of a step.</summary>
internal sealed class Stopwatches(TimeProvider time)
{
    private readonly double[] _seconds = new double[4];

    public StepTimes Times => new(_seconds[0], _seconds[1], _seconds[2], _seconds[3]);

    public async Task GenerateAsync(Func<Task> work)
    {
        var start = time.GetTimestamp();
        await work();
        _seconds[0] += time.GetElapsedTime(start).TotalSeconds;
    }

    public async Task<T> VerifyAsync<T>(Func<Task<T>> work)
    {
        var start = time.GetTimestamp();
        var result = await work();
        _seconds[1] += time.GetElapsedTime(start).TotalSeconds;
        return result;
    }

    public T Update<T>(Func<T> work) => Measure(2, work);

    public void Publish(Action work) => Measure(3, () =>
    {
        work();
        return true;
    });

    private T Measure<T>(int part, Func<T> work)
    {
        var start = time.GetTimestamp();
        var result = work();
        _seconds[part] += time.GetElapsedTime(start).TotalSeconds;
        return result;
    }
}
