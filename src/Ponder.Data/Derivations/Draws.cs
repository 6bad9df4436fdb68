using Ponder.Data.Generation;

namespace Ponder.Data.Derivations;

/// <summary>Successive draws for one item: the same on every machine.</summary>
internal sealed class Draws(KeyedHash key, long index)
{
    private int _next;

    /// <summary>A whole number in [0, <paramref name="count"/>).</summary>
    public int Below(int count) => key.Below(count, index, _next++);

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, zero left out.</summary>
    public int NonZero(int low, int high) => Below(high - low) + low is var value && value >= 0 ? value + 1 : value;

    /// <summary>One of a list.</summary>
    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];
}
