using Ponder.Algorithms.Advantages;
using Xunit;

namespace Ponder.Numerics.Tests.Algorithms;

public sealed class AdvantageTests
{
    [Fact]
    public void Mean_centres_the_group() =>
        AssertClose([0.75, -0.25, -0.25, -0.25], new MeanAdvantage().ForGroup([1, 0, 0, 0]), 1e-15);

    [Fact]
    public void Standardised_with_ddof_1_is_the_value_of_verl() =>
        AssertClose([1.499997, -0.499999, -0.499999, -0.499999], new StandardisedAdvantage().ForGroup([1, 0, 0, 0]), 1e-6);

    [Fact]
    public void Standardised_with_ddof_0_is_the_population_value() =>
        AssertClose(
            [1.7320508, -0.5773503, -0.5773503, -0.5773503],
            new StandardisedAdvantage { Ddof = 0, Epsilon = 1e-8 }.ForGroup([1, 0, 0, 0]),
            1e-6);

    [Fact]
    public void Leave_one_out_compares_with_the_others() =>
        AssertClose([1, -1.0 / 3, -1.0 / 3, -1.0 / 3], new LeaveOneOutAdvantage().ForGroup([1, 0, 0, 0]), 1e-15);

    [Fact]
    public void Standard_deviation_of_nearly_equal_large_rewards_is_exact() =>
        AssertClose(
            [-0.2402, 0.2402, -1.2010, 1.2010],
            new StandardisedAdvantage { Epsilon = 0 }.ForGroup([100, 100.001, 99.998, 100.003]),
            1e-4);

    [Theory]
    [MemberData(nameof(Estimators))]
    public void Group_of_one_and_group_of_equals_give_exactly_zero(GroupAdvantage estimator)
    {
        Assert.Equal([0], estimator.ForGroup([7]));
        Assert.All(Enumerable.Range(1, 9), n => Assert.All(estimator.ForGroup([.. Enumerable.Repeat(0.1, n)]), a => Assert.Equal(0, a)));
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void Reward_that_is_not_a_number_is_refused(GroupAdvantage estimator) =>
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => estimator.ForGroup([1, double.NaN])).Message, StringComparison.Ordinal);

    [Fact]
    public void Assign_groups_by_prompt_and_broadcasts_over_tokens()
    {
        var credited = new MeanAdvantage().Assign(
        [
            Samples.Scored(prompt: 5, reward: 1, length: 2),
            Samples.Scored(prompt: 9, reward: 0, length: 1),
            Samples.Scored(prompt: 5, reward: 0, length: 4),
            Samples.Scored(prompt: 9, reward: 0, length: 0),
        ]);

        Assert.Equal([0.5f, 0.5f], credited[0].Advantages);
        Assert.Equal([0f], credited[1].Advantages);
        Assert.Equal([-0.5f, -0.5f, -0.5f, -0.5f], credited[2].Advantages);
        Assert.Empty(credited[3].Advantages);
    }

    [Fact]
    public void Rollout_that_is_not_learned_from_takes_part_in_the_baseline()
    {
        var credited = new MeanAdvantage().Assign(
            [Samples.Scored(1, 1), Samples.Scored(1, 0) with { Learn = false }]);

        Assert.Equal(0.5f, credited[0].Advantages[0]);
    }

    [Fact]
    public void Nonsense_settings_are_named()
    {
        Assert.Null(new StandardisedAdvantage().Problem);
        Assert.NotNull(new StandardisedAdvantage { Ddof = 2 }.Problem);
        Assert.NotNull(new StandardisedAdvantage { Epsilon = -1 }.Problem);
    }

    public static TheoryData<GroupAdvantage> Estimators =>
        [new MeanAdvantage(), new StandardisedAdvantage(), new StandardisedAdvantage { Ddof = 0 }, new LeaveOneOutAdvantage()];

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }
}
