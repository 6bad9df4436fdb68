using Ponder.Text;

namespace Ponder.Data.Generation;

/// <summary>
/// Splits items of several kinds (templates, numbers of operands …) and puts them in one order in which the kinds take
/// turns, so that a small kind is not drowned by a large one: kind by kind in rounds, each kind until it is used up.
/// </summary>
/// <remarks>Every item of every kind is in exactly one split, at exactly one place.</remarks>
public sealed class KindSplits
{
    private readonly KeyedHash _turns;
    private readonly ItemPermutation[] _orders;
    private readonly SplitSizes[] _sizes;
    private readonly Dictionary<Split, int[]> _byCount;

    /// <summary>Plans the splits.</summary>
    /// <param name="task">Name for messages and keys.</param>
    /// <param name="seed">The task's seed.</param>
    /// <param name="kinds">Number of different items of each kind.</param>
    /// <param name="sizes">Held-out items in all; shared out evenly, at most a quarter of a kind for each
    /// split.</param>
    /// <exception cref="UserException">The kinds cannot give so many.</exception>
    public KindSplits(string task, ulong seed, IReadOnlyList<long> kinds, SplitSizes sizes)
    {
        _turns = new KeyedHash($"{task}/turns", seed);
        _orders = [.. kinds.Select((count, kind) => new ItemPermutation(new KeyedHash($"{task}/{kind}", seed), count))];
        var validation = Share(task, "validation", kinds, sizes.Validation);
        var test = Share(task, "test", kinds, sizes.Test);
        _sizes = [.. validation.Zip(test, (v, t) => new SplitSizes(v, t))];
        _byCount = Enum.GetValues<Split>()
            .ToDictionary(s => s, s => Enumerable.Range(0, kinds.Count).OrderBy(k => Count(s, k)).ToArray());
    }

    /// <summary>Number of items of a split.</summary>
    public long Count(Split split) => Enumerable.Range(0, _orders.Length).Sum(kind => Count(split, kind));

    /// <summary>Number of items of one kind in a split.</summary>
    public long Count(Split split, int kind) => _sizes[kind].Of(split, _orders[kind].Count);

    /// <summary>The kind at a place of a split, and the item within the kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The place is not in [0, <see cref="Count(Split)"/>).</exception>
    public (int Kind, long Item) Locate(Split split, long place)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        var kinds = _byCount[split];
        var rest = place;
        var done = 0L;
        for (var first = 0; first < kinds.Length; first++)
        {
            // In these rounds the kinds from "first" on still have items.
            var alive = kinds.Length - first;
            var rounds = Count(split, kinds[first]) - done;
            if (rest < rounds * alive)
            {
                var round = done + (rest / alive);
                var turn = (int)((rest + _turns.Below(alive, round, 0)) % alive);
                var kind = kinds[first + turn];
                return (kind, _orders[kind][_sizes[kind].Start(split) + round]);
            }

            rest -= rounds * alive;
            done += rounds;
        }

        throw new ArgumentOutOfRangeException(nameof(place), place, $"the {split} split has {Count(split)} items");
    }

    private static long[] Share(string task, string split, IReadOnlyList<long> kinds, long wanted)
    {
        var shares = new long[kinds.Count];
        var left = wanted;
        var open = kinds.Count;
        foreach (var kind in Enumerable.Range(0, kinds.Count).OrderBy(k => kinds[k]))
        {
            shares[kind] = Math.Min(kinds[kind] / 4, left / open);
            left -= shares[kind];
            open--;
        }

        return left == 0
            ? shares
            : throw new UserException($"task {task}: {split} {wanted} is too large: a quarter of each kind of item gives {wanted - left}; lower it");
    }
}
