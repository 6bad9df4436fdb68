using Ponder.Algorithms.Filters;
using Ponder.Text;
using Xunit;

namespace Ponder.Numerics.Tests.Algorithms;

public sealed class FilterTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(16384, 0)]
    [InlineData(18432, -0.5)]
    [InlineData(20480, -1)]
    [InlineData(22000, -1)]
    public void Overlong_punishment_starts_at_the_buffer_and_stops_at_the_penalty(int length, double expected) =>
        Assert.Equal(expected, new OverlongShaping { Limit = 20480, Buffer = 4096 }.RewardOf(length));

    [Fact]
    public void Overlong_shaping_changes_the_reward_and_keeps_the_score()
    {
        var shaped = new OverlongShaping { Limit = 4, Buffer = 2, Penalty = 0.5 }.Apply([Samples.Scored(1, 1, length: 3)]);

        Assert.Equal(0.75, shaped[0].Reward);
        Assert.Equal(1, shaped[0].Score);
    }

    [Fact]
    public void Overlong_filter_masks_only_what_was_cut()
    {
        var filtered = OverlongFilter.Apply([Samples.Scored(1, 1), Samples.Scored(1, 0, finish: FinishReason.Length)]);

        Assert.Equal([true, false], filtered.Select(r => r.Learn));
    }

    [Fact]
    public void Dynamic_sampling_keeps_mixed_groups_and_asks_for_the_rest()
    {
        var selection = new DynamicSampling().Select(
        [
            Samples.Scored(1, 1), Samples.Scored(1, 1),
            Samples.Scored(2, 0), Samples.Scored(2, 0),
            Samples.Scored(3, 1), Samples.Scored(3, 0),
            Samples.Scored(4, 1),
        ],
            wanted: 3);

        Assert.Equal([3L, 3L], selection.Rollouts.Select(r => r.Rollout.Prompt.Ordinal));
        Assert.Equal((2, 2, 1, 0), (selection.Missing, selection.DroppedSolved, selection.DroppedFailed, selection.Surplus));
    }

    [Fact]
    public void Dynamic_sampling_takes_no_more_groups_than_wanted()
    {
        var rollouts = Enumerable.Range(0, 10).Select(i => Samples.Scored(i / 2, i % 2)).ToArray();

        var selection = new DynamicSampling().Select(rollouts, wanted: 3);

        Assert.Equal([0L, 0, 1, 1, 2, 2], selection.Rollouts.Select(r => r.Rollout.Prompt.Ordinal));
        Assert.Equal((0, 2), (selection.Missing, selection.Surplus));
    }

    [Fact]
    public void Shaped_rewards_do_not_make_an_equal_group_look_mixed()
    {
        ReadOnlySpan<GroupSignal> signals = [GroupSignal.Accuracy, GroupSignal.Score];
        foreach (var signal in signals)
        {
            var selection = new DynamicSampling { Signal = signal }.Select(
                [Samples.Scored(1, 1) with { Reward = 0.5 }, Samples.Scored(1, 1)], wanted: 1);

            Assert.Equal(1, selection.Missing);
        }
    }

    [Fact]
    public void Scores_that_differ_by_rounding_only_are_equal()
    {
        var score = new DynamicSampling { Signal = GroupSignal.Score };

        Assert.Equal(1, score.Select([Samples.Scored(1, 0.1), Samples.Scored(1, 0.1 + 1e-16)], 1).Missing);
        Assert.Equal(0, score.Select([Samples.Scored(1, 0.1), Samples.Scored(1, 0.2)], 1).Missing);
    }

    [Fact]
    public void Nonsense_settings_are_named()
    {
        Assert.Null(new OverlongShaping { Limit = 10, Buffer = 10 }.Problem);
        Assert.Contains("buffer", new OverlongShaping { Limit = 10, Buffer = 11 }.Problem, StringComparison.Ordinal);
        Assert.Contains("penalty", new OverlongShaping { Limit = 10, Buffer = 1, Penalty = -1 }.Problem, StringComparison.Ordinal);
        Assert.Contains("limit", new OverlongShaping { Limit = 0, Buffer = 1 }.Problem, StringComparison.Ordinal);
        Assert.NotNull(new DynamicSampling { MaxRefills = -1 }.Problem);
    }
}
