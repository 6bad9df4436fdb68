using Ponder.Tensors.Random;
using Xunit;

namespace Ponder.Numerics.Tests.Random;

public sealed class PhiloxTests
{
    // Known answers of the Random123 distribution (kat_vectors, philox4x32 10).
    [Theory]
    [InlineData(0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x0000000000000000ul, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xfffffffffffffffful, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0x299f31d0a4093822ul, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Block_of_a_known_counter_and_key_gives_the_known_words(
        uint c0, uint c1, uint c2, uint c3, ulong key, uint x0, uint x1, uint x2, uint x3) =>
        Assert.Equal(new PhiloxWords(x0, x1, x2, x3), Philox.Block(key, new PhiloxWords(c0, c1, c2, c3)));

    [Fact]
    public void Samples_that_differ_in_any_part_of_the_key_draw_different_numbers()
    {
        var seen = new HashSet<ulong>();
        var count = 0;
        foreach (var seed in new ulong[] { 0, 1, ulong.MaxValue })
        {
            foreach (var step in new long[] { 0, 1, 1L << 40 })
            {
                foreach (var prompt in new long[] { 0, 1, 1L << 33 })
                {
                    for (var sample = 0; sample < 3; sample++)
                    {
                        for (var position = 0; position < 5; position++, count++)
                        {
                            seen.Add(Philox.ForSample(seed, step, prompt, sample).UInt64At(position));
                        }
                    }
                }
            }
        }

        Assert.Equal(count, seen.Count);
    }

    [Fact]
    public void A_stream_gives_the_same_number_whatever_was_asked_before()
    {
        var first = Philox.ForSample(7, 3, 11, 2);
        _ = first.UniformAt(5);

        Assert.Equal(Philox.ForSample(7, 3, 11, 2).UniformAt(1000), first.UniformAt(1000));
        Assert.Equal(Philox.Named(7, "model.norm.weight"), Philox.Named(7, "model.norm.weight"));
        Assert.NotEqual(Philox.Named(7, "model.norm.weight"), Philox.Named(7, "model.norm.weighs"));
    }

    // The stream is part of every saved run: these values must never change.
    [Fact]
    public void Streams_keep_their_values()
    {
        Assert.Equal(0x65139946652deba0ul, Philox.ForSample(42, 3, 5, 1).UInt64At(0));
        Assert.Equal(0xcd510ab86881315dul, Philox.Named(42, "shuffle", 1).UInt64At(0));
    }

    [Fact]
    public void Uniform_numbers_lie_in_the_unit_interval_with_its_moments()
    {
        var stream = new Philox(1);
        var (sum, squares) = (0.0, 0.0);
        const int Count = 100_000;
        for (var i = 0; i < Count; i++)
        {
            var u = stream.UniformAt(i);
            Assert.InRange(u, 0, Math.BitDecrement(1.0));
            Assert.InRange(stream.UniformFloatAt(i), 0f, MathF.BitDecrement(1f));
            sum += u;
            squares += u * u;
        }

        Assert.Equal(0.5, sum / Count, 0.005);
        Assert.Equal(1.0 / 3, squares / Count, 0.005);
    }

    [Fact]
    public void Normal_numbers_have_the_moments_of_the_normal_distribution()
    {
        var values = new float[100_001];
        Philox.Named(1, "weights").NormalInto(values, mean: 2, std: 3);

        var mean = values.Average(x => (double)x);
        var variance = values.Average(x => Math.Pow(x - mean, 2));
        var fourth = values.Average(x => Math.Pow(x - mean, 4)) / (variance * variance);
        Assert.Equal(2, mean, 0.05);
        Assert.Equal(9, variance, 0.2);
        Assert.Equal(3, fourth, 0.15);
        Assert.All([0, 1, 57_345], i => Assert.Equal((float)(2 + 3 * Philox.Named(1, "weights").NormalAt(i)), values[i]));
    }

    [Fact]
    public void Permutation_holds_every_number_once_and_depends_on_the_stream()
    {
        var first = Philox.Named(3, "epoch", 0).Permutation(1000);
        var second = Philox.Named(3, "epoch", 1).Permutation(1000);

        Assert.Equal(Enumerable.Range(0, 1000), first.Order());
        Assert.NotEqual(first, second);
        Assert.Equal(first, Philox.Named(3, "epoch", 0).Permutation(1000));
        Assert.Empty(new Philox(1).Permutation(0));
    }

    [Fact]
    public void Permutation_of_three_takes_all_six_orders_equally_often()
    {
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < 6000; i++)
        {
            var order = string.Concat(Philox.Named(9, "orders", i).Permutation(3));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 880, 1120));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1L << 32)]
    public void Position_outside_of_the_counter_is_refused(long position) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Philox(1).UniformAt(position));
}
