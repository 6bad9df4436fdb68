using Ponder.Data.Generation;
using Xunit;

namespace Ponder.Tests.Data.Puzzles;

public sealed class PhiloxStreamTests
{
    // Known answers of the Random123 distribution (kat_vectors, philox4x32 10).
    [Fact]
    public void Words_are_those_of_the_reference() =>
        Assert.Equal([0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u], Words(0, 0, 0));

    [Fact]
    public void Streams_of_different_counters_differ() =>
        Assert.Equal(4, new[] { Words(1, 2, 3), Words(1, 2, 4), Words(1, 3, 3), Words(2, 2, 3) }.Select(w => w[0]).Distinct().Count());

    [Fact]
    public void Numbers_below_a_bound_are_even()
    {
        var stream = new PhiloxStream(1, 2, 3);
        var counts = new int[6];
        for (var i = 0; i < 60_000; i++)
        {
            counts[stream.Below(6)]++;
        }

        Assert.All(counts, c => Assert.InRange(c, 9_600, 10_400));
    }

    private static uint[] Words(ulong key, ulong counter, uint substream)
    {
        var stream = new PhiloxStream(key, counter, substream);
        return [stream.Next(), stream.Next(), stream.Next(), stream.Next()];
    }
}
