using Ponder.Algorithms.Records;
using Ponder.Algorithms.Rewards;
using Xunit;

namespace Ponder.Numerics.Tests.Algorithms;

public sealed class RewardTests
{
    [Fact]
    public void Kimi_reward_ranks_lengths_inside_the_group()
    {
        ScoredRollout[] group = [Samples.Scored(1, 1, length: 10), Samples.Scored(1, 1, length: 20), Samples.Scored(1, 0, length: 10), Samples.Scored(1, 0, length: 30)];

        Assert.Equal([0.5, 0, 0, -0.5], new KimiLengthReward().ValuesOf(group));
        Assert.Equal([1, 0, 0, -1], new KimiLengthReward { Weight = 2 }.ValuesOf(group));
        Assert.Equal([0, 0], new KimiLengthReward().ValuesOf([group[0], group[2]]));
    }

    [Theory]
    [InlineData(true, 0, 1)]
    [InlineData(true, 50, 0.75)]
    [InlineData(true, 100, 0.5)]
    [InlineData(true, 200, 0.5)]
    [InlineData(false, 0, -1)]
    [InlineData(false, 50, -0.75)]
    [InlineData(false, 100, -0.5)]
    [InlineData(false, 1000, -0.5)]
    public void Cosine_falls_for_right_and_rises_for_wrong_completions_and_stays_beyond_the_limit(bool correct, int length, double value) =>
        Assert.Equal(value, new CosineAccuracy { Limit = 100 }.Value(correct, length), 12);

    [Fact]
    public void Decay_compares_with_the_right_lengths_only()
    {
        ScoredRollout[] group = [Samples.Scored(1, 1, length: 10), Samples.Scored(1, 1, length: 30), Samples.Scored(1, 0, length: 500)];
        var rewards = new DecayingAccuracy { Alpha = 0.5 }.ValuesOf(group);

        Assert.Equal(Math.Exp(0.5), rewards[0], 12);
        Assert.Equal(Math.Exp(-0.5), rewards[1], 12);
        Assert.Equal(0, rewards[2]);
        Assert.Equal([1, 1], new DecayingAccuracy().ValuesOf([group[0], group[0]]));
    }

    [Fact]
    public void Length_penalty_stops_at_its_limit() =>
        Assert.Equal([-0.25, -0.5, -0.5], new LengthPenalty { Weight = 0.5, Limit = 4 }.ValuesOf([Samples.Scored(1, 1, length: 2), Samples.Scored(1, 1, length: 4), Samples.Scored(1, 1, length: 9)]));

    [Theory]
    [InlineData("1 2 3 4 5 6", 3, 1)]
    [InlineData("1 1 1 1 1 1", 3, 0.25)]
    [InlineData("1 2 1 2 1 2", 2, 0.4)]
    [InlineData("1 2", 3, 1)]
    [InlineData("", 3, 1)]
    [InlineData("7 7 7", 1, 1.0 / 3)]
    public void Repetition_counts_different_runs_of_tokens(string tokens, int length, double share)
    {
        int[] ids = [.. tokens.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];

        Assert.Equal(share, new RepetitionPenalty { Length = length }.DifferentShare(ids), 12);
    }

    [Fact]
    public void Repetition_agrees_with_a_count_of_the_runs_themselves()
    {
        for (var length = 1; length <= 5; length++)
        {
            int[] ids = [.. Enumerable.Range(0, 2000).Select(i => i * i % 97 % 11)];
            var runs = Enumerable.Range(0, ids.Length - length + 1).Select(i => string.Join(',', ids.Skip(i).Take(length))).ToArray();

            Assert.Equal((double)runs.Distinct().Count() / runs.Length, new RepetitionPenalty { Length = length }.DifferentShare(ids), 12);
        }
    }
}
