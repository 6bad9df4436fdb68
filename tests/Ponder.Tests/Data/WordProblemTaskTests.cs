using System.Text.RegularExpressions;
using Ponder.Data;
using Ponder.Data.WordProblems;
using Ponder.Text;
using Ponder.Verification;
using Xunit;

namespace Ponder.Tests.Data;

public sealed class WordProblemTaskTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(1, 2)]
    public void Demonstrations_calculate_and_are_correct_by_the_tasks_own_verifier(int minimumSteps, int maximumSteps)
    {
        var task = new WordProblemTask(new WordProblemOptions { MinimumSteps = minimumSteps, MaximumSteps = maximumSteps });

        foreach (var item in Enumerable.Range(0, 500).Select(i => task.ItemAt(Split.Train, i)))
        {
            var steps = Regex.Matches(item.Demonstration!, @"(\d+) ([-+*/]) (\d+) = (\d+)\.");

            Assert.InRange(steps.Count, minimumSteps, maximumSteps);
            Assert.All(steps, step => Assert.Equal(step.Groups[4].Value, Calculate(step)));
            Assert.EndsWith($"{steps[^1].Groups[4].Value}. The answer is \\boxed{{{item.Answer}}}.", item.Demonstration);
            Assert.Equal(item.Answer, steps[^1].Groups[4].Value);
            Assert.DoesNotContain('{', item.Question);
            Assert.True(long.Parse(item.Answer) > 0);
            Assert.Equal(Outcome.Correct, task.Verifier.Verify(new(item.Question, item.Answer, item.Demonstration!)).Outcome);
        }
    }

    [Fact]
    public void Splits_share_no_problem_even_with_other_names()
    {
        var task = new WordProblemTask(new WordProblemOptions { MaximumSteps = 1, MaximumAmount = 12 });
        var seen = new Dictionary<string, Split>();

        foreach (var split in Enum.GetValues<Split>())
        {
            for (var i = 0L; i < task.Count(split); i++)
            {
                var key = WithoutWords(task.ItemAt(split, i).Question);
                Assert.True(seen.TryAdd(key, split), $"{key} stands in {seen[key]} and {split}");
            }
        }

        // Seven templates with 11 × 11 amounts and five with 9 × 9 factors.
        Assert.Equal((7 * 121) + (5 * 81), seen.Count);
    }

    [Fact]
    public void Items_are_the_same_bytes_for_the_same_seed() =>
        Assert.Equal("Ben has 5 marbles and gives 2 of them to Tim. How many marbles does Ben have left?", new WordProblemTask(new WordProblemOptions()).ItemAt(Split.Test, 12).Question);

    [Fact]
    public void One_guess_is_seldom_right()
    {
        var task = new WordProblemTask(new WordProblemOptions());
        var items = Enumerable.Range(0, 1000).Select(i => task.ItemAt(Split.Test, i)).ToList();

        Assert.InRange(items.GroupBy(i => i.Answer).Max(g => g.Count()), 1, 70);
    }

    [Theory]
    [InlineData(0, 2, 20, 10)]
    [InlineData(2, 1, 20, 10)]
    [InlineData(1, 3, 20, 10)]
    [InlineData(1, 2, 4, 10)]
    [InlineData(1, 2, 20, 101)]
    public void Options_out_of_range_are_the_users_error(int minimumSteps, int maximumSteps, int amount, int factor) =>
        Assert.Contains("task word-problems", Assert.Throws<UserException>(() => new WordProblemTask(new WordProblemOptions
        {
            MinimumSteps = minimumSteps,
            MaximumSteps = maximumSteps,
            MaximumAmount = amount,
            MaximumFactor = factor,
        })).Message);

    private static string Calculate(Match step)
    {
        var (a, b) = (long.Parse(step.Groups[1].Value), long.Parse(step.Groups[3].Value));
        return step.Groups[2].Value switch
        {
            "+" => $"{a + b}",
            "-" => $"{a - b}",
            "*" => $"{a * b}",
            _ => a % b == 0 ? $"{a / b}" : "not whole",
        };
    }

    private static string WithoutWords(string question)
    {
        const string words = "apples|books|coins|cards|shells|pencils|stickers|marbles|stamps|balls|cookies|oranges|flowers|beads|toys|stones|buttons|candles|pears|hats";
        const string people = "Tom|Sara|Ben|Lily|Max|Anna|Sam|Mia|Leo|Nina|Paul|Emma|Jack|Zoe|Dan|Kate|Tim|Olga|Omar|Mei|Raj|Lena|Igor|Aisha";
        return Regex.Replace(question, $@"\b({words}|{people}|he|she|He|She)\b", "_");
    }
}
