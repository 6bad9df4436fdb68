using Ponder.Data.Generation;

namespace Ponder.Data.Puzzles;

/// <summary>Random choices for one try at one item, and whether the try belongs to the split that is wanted.</summary>
internal sealed class PuzzleDraw(PhiloxStream stream, int level, Func<string, bool> admits)
{
    /// <summary>Difficulty, 1 to <see cref="PuzzleGenerator.MaxLevel"/>.</summary>
    public int Level { get; } = level;

    /// <summary>Whether an item of that canonical form belongs to the split; ask before costly work.</summary>
    public bool Admits(string canonical) => admits(canonical);

    /// <summary>A whole number in [0, count).</summary>
    public int Below(int count) => stream.Below(count);

    /// <summary>A whole number from low to high, both included.</summary>
    public int Between(int low, int high) => low + stream.Below(high - low + 1);

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Percent(int chance) => stream.Below(100) < chance;

    /// <summary>One of a list.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[stream.Below(items.Count)];

    /// <summary>The items in random order.</summary>
    public T[] Shuffle<T>(IEnumerable<T> items)
    {
        var result = items.ToArray();
        for (var i = result.Length - 1; i > 0; i--)
        {
            var j = stream.Below(i + 1);
            (result[i], result[j]) = (result[j], result[i]);
        }

        return result;
    }

    /// <summary>Different items of a list.</summary>
    public T[] Some<T>(IEnumerable<T> items, int count) => Shuffle(items)[..count];

    /// <summary>A number of so many digits.</summary>
    public int Digits(int digits) => digits <= 1 ? Between(1, 9) : Between(Power(digits - 1), Power(digits) - 1);

    private static int Power(int exponent)
    {
        var result = 1;
        for (var i = 0; i < exponent; i++)
        {
            result *= 10;
        }

        return result;
    }
}
