using System.Collections.Concurrent;

namespace Ponder.Verification.Mathematics;

/// <summary>
/// References that were read before, with what reading them cost: many responses are judged against one. Safe for threads; a reading is the same, and is paid
/// for in the same way, whether it was kept or not.
/// </summary>
internal sealed class GoldReadings
{
    private const int MaxKept = 4_096;
    private const int MaxLength = 1_000;

    private readonly ConcurrentDictionary<(string Text, MathTargets Match, int? BoxedPriority), (Reading Reading, long Steps)> _kept = new();
    private int _count;

    /// <summary>The reading of a reference; made by <paramref name="read"/> where it is not kept.</summary>
    /// <param name="gold">The reference.</param>
    /// <param name="options">How answers are found in it.</param>
    /// <param name="fuel">The budget, which pays for the reading.</param>
    /// <param name="read">Reads it and spends what that costs.</param>
    public Reading Of(string gold, MathOptions options, Budget fuel, Func<string, Reading> read)
    {
        if (gold.Length > MaxLength)
        {
            return read(gold);
        }

        var key = (gold, options.Match, options.BoxedPriority);
        if (_kept.TryGetValue(key, out var kept))
        {
            fuel.Spend(kept.Steps);
            return kept.Reading;
        }

        var before = fuel.Spent;
        var reading = read(gold);
        if (Interlocked.Increment(ref _count) > MaxKept)
        {
            _kept.Clear();
            Volatile.Write(ref _count, 1);
        }

        _kept[key] = (reading, fuel.Spent - before);
        return reading;
    }
}
