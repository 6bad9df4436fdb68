using System.Text.RegularExpressions;
using Ponder.Data;
using Ponder.Data.Countdown;
using Ponder.Text;
using Ponder.Verification;
using Xunit;

namespace Ponder.Tests.Data;

public sealed class CountdownTaskTests
{
    private static readonly CountdownTaskOptions Small = new() { MinimumCount = 2, MaximumCount = 3, Maximum = 9, Validation = 10, Test = 30 };

    [Fact]
    public void Splits_share_no_multiset_of_numbers()
    {
        var task = new CountdownTask(Small);
        var sets = new List<(string Set, Split Split)>();

        foreach (var split in Enum.GetValues<Split>())
        {
            for (var i = 0L; i < task.Count(split); i++)
            {
                sets.Add((string.Join(',', Numbers(task.ItemAt(split, i).Question).Order()), split));
            }
        }

        // C(10, 2) + C(11, 3) multisets of 9 values, four targets each.
        Assert.Equal(4 * (45 + 165), sets.Count);
        Assert.Equal(45 + 165, sets.Select(s => s.Set).Distinct().Count());
        Assert.Equal(45 + 165, sets.Distinct().Count());
        Assert.Equal((12, 32), (task.Count(Split.Validation), task.Count(Split.Test)));
        Assert.Throws<ArgumentOutOfRangeException>(() => task.ItemAt(Split.Test, 32));
    }

    [Theory]
    [InlineData("+-*/", 3, 4)]
    [InlineData("+-", 2, 3)]
    [InlineData("*", 2, 2)]
    [InlineData("+-*/", 5, 5)]
    public void Demonstrations_are_correct_by_the_tasks_own_verifier(string operations, int minimumCount, int maximumCount)
    {
        var task = new CountdownTask(new CountdownTaskOptions { Operations = operations, MinimumCount = minimumCount, MaximumCount = maximumCount });
        var items = Enumerable.Range(0, maximumCount == 5 ? 10 : 100).Select(i => task.ItemAt(Split.Train, i)).ToList();

        foreach (var item in items)
        {
            var verdict = task.Verifier.Verify(new(item.Question, item.Answer, item.Demonstration!));

            Assert.True(verdict.Outcome == Outcome.Correct, $"{item} {verdict}");
            Assert.All(item.Demonstration!.Where(c => "+-*/".Contains(c)), c => Assert.Contains(c, operations));
            Assert.Equal(Outcome.Wrong, task.Verifier.Verify(new(item.Question, $"{long.Parse(item.Answer) + 1}", item.Demonstration!)).Outcome);
        }
    }

    [Fact]
    public void Targets_are_in_the_range_and_fixed_recipes_seldom_reach_them()
    {
        var task = new CountdownTask(new CountdownTaskOptions());
        var items = Enumerable.Range(0, 300).Select(i => task.ItemAt(Split.Test, i)).ToList();
        var inRange = items.Count(i => long.Parse(i.Answer) is >= 10 and <= 100);

        Assert.InRange(inRange, 295, 300);
        Assert.InRange(Reached(n => string.Join(" + ", n)), 0, 3);
        Assert.InRange(Reached(n => string.Join(" * ", n)), 0, 3);
        Assert.InRange(Reached(n => $"{n[0]} * {string.Join(" + ", n[1..])}"), 0, 20);
        Assert.InRange(Reached(n => $"{n[0]} * {n[1]} - {string.Join(" - ", n[2..])}"), 0, 20);

        int Reached(Func<long[], string> recipe) =>
            items.Count(i => task.Verifier.Verify(new(i.Question, i.Answer, recipe(Numbers(i.Question)))).Outcome == Outcome.Correct);
    }

    [Fact]
    public void Targets_of_one_set_differ()
    {
        var task = new CountdownTask(new CountdownTaskOptions { MinimumCount = 3, MaximumCount = 3, Minimum = 2, Maximum = 9, MinimumTarget = 1, TargetsPerSet = 3 });
        var sets = task.Count(Split.Train) / 3;

        for (var i = 0L; i < sets; i++)
        {
            var items = Enumerable.Range(0, 3).Select(slot => task.ItemAt(Split.Train, (slot * sets) + i)).ToList();

            Assert.Single(items.Select(x => string.Join(',', Numbers(x.Question).Order())).Distinct());
            Assert.True(items.Select(x => x.Answer).Distinct().Count() > 1 || Numbers(items[0].Question).Distinct().Count() == 1, $"{items[0]}");
        }
    }

    [Fact]
    public void Items_are_the_same_bytes_for_the_same_seed()
    {
        var item = new CountdownTask(new CountdownTaskOptions { Question = "{numbers}={target}", Seed = 5 }).ItemAt(Split.Test, 3);

        Assert.Equal("test/3 [12, 13, 18, 3]=75 (3 + 12) * (18 - 13)", $"{item.Id} {item.Question} {item.Demonstration}");
    }

    [Fact]
    public void Subset_rule_reaches_question_and_verifier()
    {
        var task = new CountdownTask(new CountdownTaskOptions { UseAll = false });
        var item = task.ItemAt(Split.Train, 0);

        Assert.Contains("at most once", item.Question);
        Assert.Equal(Outcome.Correct, task.Verifier.Verify(new("[3, 4, 5]", "7", "3 + 4")).Outcome);
    }

    [Theory]
    [InlineData(1, 3, 1, 9, "+-*/")]
    [InlineData(3, 6, 1, 9, "+-*/")]
    [InlineData(4, 3, 1, 9, "+-*/")]
    [InlineData(3, 4, 0, 9, "+-*/")]
    [InlineData(3, 4, 1, 1000, "+-*/")]
    [InlineData(3, 4, 1, 9, "-/")]
    [InlineData(3, 4, 1, 9, "+^")]
    public void Options_out_of_range_are_the_users_error(int minimumCount, int maximumCount, int minimum, int maximum, string operations) =>
        Assert.Contains("task countdown", Assert.Throws<UserException>(() => new CountdownTask(new CountdownTaskOptions
        {
            MinimumCount = minimumCount,
            MaximumCount = maximumCount,
            Minimum = minimum,
            Maximum = maximum,
            Operations = operations,
        })).Message);

    private static long[] Numbers(string question) =>
        [.. Regex.Match(question, @"\[(.*)\]").Groups[1].Value.Split(", ").Select(long.Parse)];
}
