using Ponder.Data;
using Ponder.Data.Addition;
using Ponder.Text;
using Ponder.Verification;
using Xunit;

namespace Ponder.Tests.Data;

public sealed class AdditionTaskTests
{
    [Fact]
    public void Two_digit_splits_hold_every_pair_once_and_both_orders_together()
    {
        var task = new AdditionTask(new AdditionOptions());
        var seen = new Dictionary<(int A, int B), Split>();

        foreach (var split in Enum.GetValues<Split>())
        {
            foreach (var (a, b) in Pairs(task, split))
            {
                Assert.True(seen.TryAdd((a, b), split), $"{a}+{b} stands twice");
            }
        }

        Assert.Equal((6900, 200, 1000), (task.Count(Split.Train), task.Count(Split.Validation), task.Count(Split.Test)));
        Assert.Equal(90 * 90, seen.Count);
        Assert.All(seen, pair => Assert.Equal(pair.Value, seen[(pair.Key.B, pair.Key.A)]));
        Assert.All(seen.Keys, pair => Assert.InRange(pair.A, 10, 99));
        Assert.Equal(11, seen.Count(p => p.Value == Split.Test && p.Key.A == p.Key.B), 1.5);
    }

    [Theory]
    [InlineData(1, null, null)]
    [InlineData(3, 999L, 1001L)]
    [InlineData(2, 7L, 3L)]
    [InlineData(9, null, null)]
    public void Splits_have_the_sizes_asked_for(int digits, long? validation, long? test)
    {
        var task = new AdditionTask(new AdditionOptions { Digits = digits, Validation = validation, Test = test });
        var numbers = digits == 1 ? 10 : 9 * (long)Math.Pow(10, digits - 1);

        Assert.Equal(numbers * numbers, Enum.GetValues<Split>().Sum(task.Count));
        Assert.Equal(validation ?? Math.Min(200, numbers * numbers / 20), task.Count(Split.Validation));
        Assert.Equal(test ?? Math.Min(1000, numbers * numbers / 8), task.Count(Split.Test));
        Assert.Equal(task.Count(Split.Train) - 1, task.ItemAt(Split.Train, task.Count(Split.Train) - 1).Id.Split('/') is [_, var i] ? long.Parse(i) : -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => task.ItemAt(Split.Train, task.Count(Split.Train)));
    }

    [Fact]
    public void Odd_ranges_split_exhaustively_too()
    {
        var task = new AdditionTask(new AdditionOptions { Minimum = 3, Maximum = 27, Validation = 11, Test = 30 });

        var pairs = Enum.GetValues<Split>().SelectMany(s => Pairs(task, s)).ToList();

        Assert.Equal(25 * 25, pairs.Distinct().Count());
        Assert.Equal(25 * 25, pairs.Count);
    }

    [Theory]
    [InlineData(AdditionStyle.Direct, "exact")]
    [InlineData(AdditionStyle.Columns, "think-exact")]
    [InlineData(AdditionStyle.Boxed, "boxed-number")]
    public void Demonstrations_are_correct_by_the_tasks_own_verifier(AdditionStyle style, string verifier)
    {
        var task = new AdditionTask(new AdditionOptions { Digits = 3, Minimum = 0, Style = style });

        Assert.Equal(verifier, task.Verifier.Name);
        foreach (var item in Enumerable.Range(0, 2000).Select(i => task.ItemAt(Split.Train, i)))
        {
            Assert.Equal(Outcome.Correct, task.Verifier.Verify(new(item.Question, item.Answer, item.Demonstration!)).Outcome);
        }
    }

    [Fact]
    public void Columns_add_digit_digit_and_carry_from_the_right()
    {
        var task = new AdditionTask(new AdditionOptions { Minimum = 474, Maximum = 753, Style = AdditionStyle.Columns, Validation = 0, Test = 0 });

        var item = Enumerable.Range(0, (int)task.Count(Split.Train)).Select(i => task.ItemAt(Split.Train, i)).First(i => i.Question == "474+753=");

        Assert.Equal(("1227", "<think>4+3+0=07,7+5+0=12,4+7+1=12</think>1227"), (item.Answer, item.Demonstration));
    }

    [Fact]
    public void Items_are_the_same_bytes_for_the_same_seed()
    {
        string First(ulong seed) => string.Join(' ', Enumerable.Range(0, 5).Select(i => new AdditionTask(new AdditionOptions { Seed = seed }).ItemAt(Split.Test, i).Question));

        Assert.Equal("42+50= 90+96= 41+51= 62+95= 91+98=", First(0));
        Assert.NotEqual(First(0), First(1));
    }

    [Fact]
    public void One_guess_is_seldom_right()
    {
        var task = new AdditionTask(new AdditionOptions());
        var answers = Enumerable.Range(0, 1000).Select(i => task.ItemAt(Split.Test, i).Answer).ToList();

        Assert.InRange(answers.GroupBy(a => a).Max(g => g.Count()), 1, 20);
    }

    [Theory]
    [InlineData(0, null, null, null)]
    [InlineData(10, null, null, null)]
    [InlineData(2, 50L, 50L, null)]
    [InlineData(2, -1L, null, null)]
    [InlineData(2, null, 1_000_000_000L, null)]
    [InlineData(1, null, null, 51L)]
    public void Options_out_of_range_are_the_users_error(int digits, long? minimum, long? maximum, long? test) =>
        Assert.Contains("task addition", Assert.Throws<UserException>(
            () => new AdditionTask(new AdditionOptions { Digits = digits, Minimum = minimum, Maximum = maximum, Test = test })).Message);

    [Theory]
    [InlineData("{a}+", "lacks {b}")]
    [InlineData("{a}+{c}", "{c}")]
    [InlineData("{a}+{b", "{b")]
    public void Question_without_its_places_is_the_users_error(string question, string expected) =>
        Assert.Contains(expected, Assert.Throws<UserException>(() => new AdditionTask(new AdditionOptions { Question = question })).Message);

    private static IEnumerable<(int A, int B)> Pairs(AdditionTask task, Split split)
    {
        for (var i = 0L; i < task.Count(split); i++)
        {
            var item = task.ItemAt(split, i);
            var parts = item.Question.TrimEnd('=').Split('+');
            var (a, b) = (int.Parse(parts[0]), int.Parse(parts[1]));
            Assert.Equal($"{a + b}", item.Answer);
            yield return (a, b);
        }
    }
}
