using FsCheck;
using FsCheck.Fluent;
using Ponder.Data.Generation;
using Xunit;

namespace Ponder.Tests.Data;

public sealed class ItemPermutationTests
{
    [Fact]
    public void Permutation_of_any_count_visits_every_item_once() =>
        Prop.ForAll(Gen.Choose(1, 600).ToArbitrary(), ArbMap.Default.ArbFor<ulong>(), (count, seed) =>
        {
            var order = new ItemPermutation(new KeyedHash("test", seed), count);

            return Enumerable.Range(0, count).Select(i => order[i]).Order().SequenceEqual(Enumerable.Range(0, count).Select(i => (long)i));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Permutation_of_a_huge_count_stays_in_range()
    {
        var order = new ItemPermutation(new KeyedHash("test", 1), 1L << 62);

        Assert.All(Enumerable.Range(0, 1000), i => Assert.InRange(order[i], 0, (1L << 62) - 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => order[1L << 62]);
        Assert.Throws<ArgumentOutOfRangeException>(() => order[-1]);
    }

    [Fact]
    public void Permutation_is_shuffled_and_depends_on_the_key()
    {
        var first = Order("a", 0);

        // In a random order of 10,000 items the number of ascents is 5,000 ± 29 (one standard deviation).
        Assert.InRange(first.Zip(first.Skip(1)).Count(p => p.First < p.Second), 4850, 5150);
        Assert.NotEqual(first, Order("a", 1));
        Assert.NotEqual(first, Order("b", 0));
        Assert.Equal(first, Order("a", 0));
    }

    [Fact]
    public void Hash_values_are_the_same_on_every_machine()
    {
        var hash = new KeyedHash("addition", 7);

        Assert.Equal(0x9E3779B97F4A7C15UL, Unmix(KeyedHash.Mix(0x9E3779B97F4A7C15UL)));
        Assert.Equal(0x19A3B403CDC31FCFUL, hash.Bits(3, 1));
        Assert.Equal(0x34C5C5F20471718BUL, hash.Bits("What is 1 + 1?"));
    }

    private static long[] Order(string name, ulong seed)
    {
        var order = new ItemPermutation(new KeyedHash(name, seed), 10_000);
        return [.. Enumerable.Range(0, 10_000).Select(i => order[i])];
    }

    // The inverse of SplitMix64's finaliser, with the modular inverses of its two multipliers.
    private static ulong Unmix(ulong z)
    {
        z ^= (z >> 31) ^ (z >> 62);
        z *= 0x319642B2D24D8EC3;
        z ^= (z >> 27) ^ (z >> 54);
        z *= 0x96DE1B173F119089;
        return z ^ (z >> 30) ^ (z >> 60);
    }
}
