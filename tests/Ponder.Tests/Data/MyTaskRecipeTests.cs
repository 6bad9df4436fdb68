using Ponder.Data;
using Ponder.Data.Jsonl;
using Ponder.TestSupport;
using Ponder.Verification;
using Xunit;

namespace Ponder.Tests.Data;

/// <summary>The files of <c>recipes/my-task</c>, as <c>docs/my-task.md</c> describes them.</summary>
public sealed class MyTaskRecipeTests
{
    private static readonly ITaskSource Task = Tasks.Create(
        new JsonlTaskOptions
        {
            File = "my-task/payments.jsonl",
            Question = "amount",
            Answer = "fewest",
            Demonstration = "payment",
            Verifier = new VerifierOptions { Type = "csharp", File = "my-task/FewestCoins.cs" },
        },
        RepositoryFolder.PathTo("recipes"));

    [Fact]
    public void Greedy_payment_is_correct_for_every_row_and_half_of_the_demonstrations_are()
    {
        var items = Enum.GetValues<Split>().SelectMany(s => Enumerable.Range(0, (int)Task.Count(s)).Select(i => Task.ItemAt(s, i))).ToList();

        Assert.Equal(999, items.Count);
        Assert.All(items, item => Assert.Equal(Outcome.Correct, Judge(item, Greedy(item)).Outcome));
        Assert.InRange(items.Count(item => Judge(item, item.Demonstration!).Outcome == Outcome.Correct), 450, 600);
        Assert.All(items, item => Assert.Contains(Judge(item, item.Demonstration!).Reason, new[] { "fewest", "too-many-coins" }));
    }

    [Theory]
    [InlineData("2+5+20+20+100+200", "fewest")]
    [InlineData("200+100+20+20+5+1+1", "too-many-coins")]
    [InlineData("200+100", "wrong-amount")]
    [InlineData("347", "no-such-coin")]
    [InlineData("347=", "no-such-coin")]
    [InlineData("", "no-such-coin")]
    [InlineData("200+100+20+20+5+2+", "no-such-coin")]
    [InlineData("200+100+20+20+5+2 or 500", "no-such-coin")]
    [InlineData("200+100+20+20+50+-50+5+2", "no-such-coin")]
    public void Verifier_names_what_is_wrong(string response, string reason) =>
        Assert.Equal(reason, Task.Verifier.Verify(new("347=", "6", response)).Reason);

    [Fact]
    public void Page_quotes_the_file()
    {
        var page = File.ReadAllText(RepositoryFolder.PathTo("docs", "my-task.md"));
        var source = File.ReadAllText(RepositoryFolder.PathTo("recipes", "my-task", "FewestCoins.cs"));

        Assert.Contains(source, page);
    }

    private static Verdict Judge(TaskItem item, string response) => Task.Verifier.Verify(new(item.Question, item.Answer, response));

    private static string Greedy(TaskItem item)
    {
        var left = int.Parse(item.Question.TrimEnd('='));
        var coins = new List<int>();
        foreach (var coin in new[] { 500, 200, 100, 50, 20, 10, 5, 2, 1 })
        {
            for (; left >= coin; left -= coin)
            {
                coins.Add(coin);
            }
        }

        return string.Join('+', coins);
    }
}
