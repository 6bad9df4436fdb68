using Ponder.Models.Rope;
using Xunit;

namespace Ponder.Numerics.Tests.Models;

// Expected values: transformers 5.23 with base 1e4, head width 16.
public sealed class RopeFrequenciesTests
{
    [Fact]
    public void Default_is_a_geometric_series() =>
        Expect(RopeScaling.None, 0, 1.0, 0.31622776601, 0.1);

    [Fact]
    public void Linear_divides_all() =>
        Expect(new RopeScaling { Kind = RopeKind.Linear, Factor = 4 }, 0, 0.25, 0.0790569415, 0.025);

    [Fact]
    public void Llama3_keeps_short_waves_and_divides_long_ones() => Expect(
        new RopeScaling { Kind = RopeKind.Llama3, Factor = 8, LowFrequencyFactor = 1, HighFrequencyFactor = 4, OriginalContext = 100 },
        1, .3162277660, .02975352507, .003952847075);

    [Fact]
    public void Llama31_has_the_published_frequencies()
    {
        var inverse = RopeFrequencies.Inverse(5e5, 128, new RopeScaling
        {
            Kind = RopeKind.Llama3,
            Factor = 8,
            LowFrequencyFactor = 1,
            HighFrequencyFactor = 4,
            OriginalContext = 8192,
        });

        Near(3.211446e-03, inverse[28]);
        Near(2.166571e-03, inverse[29]);
        Near(1.371894e-03, inverse[30]);
        Near(9.556212e-05, inverse[35]);
        Near(3.068926e-07, inverse[63]);
    }

    [Fact]
    public void Yarn_ramps_between_whole_channels()
    {
        var scaling = new RopeScaling { Kind = RopeKind.Yarn, Factor = 8, OriginalContext = 100 };

        Expect(scaling, 1, .2239946676, .04166666667, .003952847075);
        Assert.Equal(1.2079441542, RopeFrequencies.AttentionFactor(scaling), 1e-9);
    }

    [Fact]
    public void Yarn_without_truncation_ramps_between_fractions() => Expect(
        new RopeScaling { Kind = RopeKind.Yarn, Factor = 8, OriginalContext = 100, Truncate = false },
        1, .2011109994, .02719376411, .003952847075);

    [Fact]
    public void Divisors_divide_each_by_its_own()
    {
        var scaling = new RopeScaling { Kind = RopeKind.Divisors, Divisors = [1, 2, 4, 8, 8, 8, 8, 8] };

        Expect(scaling, 0, 1, 0.158113883, 0.025);
        Assert.Equal(1, RopeFrequencies.AttentionFactor(scaling));
    }

    [Fact]
    public void Parameters_out_of_range_are_named()
    {
        Assert.Contains("factor", Assert.Single(new RopeScaling { Kind = RopeKind.Linear, Factor = 0 }.Problems(16)));
        Assert.Contains("0 < low < high", Assert.Single(
            new RopeScaling { Kind = RopeKind.Llama3, Factor = 8, LowFrequencyFactor = 4, HighFrequencyFactor = 4 }.Problems(16)));
        Assert.Contains("expected 8", Assert.Single(new RopeScaling { Kind = RopeKind.Divisors, Divisors = [1] }.Problems(16)));
        Assert.Empty(RopeScaling.None.Problems(16));
    }

    private static void Expect(RopeScaling scaling, int from, params double[] expected)
    {
        var inverse = RopeFrequencies.Inverse(1e4, 16, scaling);
        for (var i = 0; i < expected.Length; i++)
        {
            Near(expected[i], inverse[from + i]);
        }
    }

    private static void Near(double expected, float got) => Assert.Equal(expected, got, 1e-6 * expected);
}
