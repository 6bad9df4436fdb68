using System.Security.Cryptography;
using System.Text;
using Ponder.Data;
using Ponder.Data.Puzzles;
using Ponder.Text;
using Ponder.Verification;
using Xunit;

namespace Ponder.Tests.Data.Puzzles;

/// <summary>What every family must keep: own solutions pass, spoiled ones fail, guesses are rare, bytes never change.</summary>
public sealed class PuzzleGeneratorsTests
{
    public static TheoryData<string> Families => [.. PuzzleGenerators.All.Select(g => g.Name)];

    [Fact]
    public void At_least_forty_families_are_listed_once() =>
        Assert.True(PuzzleGenerators.All.Select(g => g.Name).Distinct().Count() >= 40 && PuzzleGenerators.All.Select(g => g.Name).Distinct().Count() == PuzzleGenerators.All.Count);

    [Theory]
    [MemberData(nameof(Families))]
    public void Own_solutions_pass_and_spoiled_ones_fail(string family)
    {
        var study = PuzzleStudy.Of(PuzzleGenerators.Find(family), 20, 60, TimeProvider.System);

        Assert.Equal(study.Items, study.Accepted);
        Assert.Equal(study.Spoiled, study.Rejected);
        Assert.True(study.Lucky <= 6, $"{study.Lucky} of {study.Guesses} guesses were right");
        Assert.True(study.Different >= 18, $"only {study.Different} different questions among {study.Items}");
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Same_index_gives_the_same_item_and_splits_differ(string family)
    {
        var (a, b) = (Task(family), Task(family));
        var train = Enumerable.Range(0, 4).Select(i => a.ItemAt(Split.Train, i, 1 + i)).ToArray();

        Assert.Equal(train, Enumerable.Range(0, 4).Reverse().Select(i => b.ItemAt(Split.Train, i, 1 + i)).Reverse());
        Assert.Empty(train.Select(t => t.Question).Intersect(Enumerable.Range(0, 4).Select(i => a.ItemAt(Split.Test, i, 1 + i).Question)));
        Assert.NotEqual(train[0].Question, Task(family, 7).ItemAt(Split.Train, 0, 1).Question);
        Assert.Equal(Outcome.Correct, a.Verifier.Verify(new(train[0].Question, train[0].Answer, $"<think>hm</think>{train[0].Demonstration}")).Outcome);
    }

    [Fact]
    public void Bytes_are_the_same_on_every_machine()
    {
        var text = new StringBuilder();
        foreach (var family in PuzzleGenerators.All.Select(g => g.Name).Where(n => n is "sudoku" or "puzzle24" or "maze_path" or "knights_knaves" or "chain_sum"))
        {
            var item = Task(family).ItemAt(Split.Test, 5, 3);
            text.Append(item.Question).Append('\n').Append(item.Answer).Append('\n');
        }

        Assert.StartsWith("05e43874bb11c115e8b2f481ed3fd5b5c72986921", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))));
    }

    [Fact]
    public void Mix_takes_families_in_turn_and_judges_each_by_its_rules()
    {
        var task = new PuzzleTask(new PuzzleTaskOptions { Families = ["gcd", "sudoku"], Level = 2 });
        var items = Enumerable.Range(0, 4).Select(i => task.ItemAt(Split.Validation, i)).ToArray();

        Assert.Equal(["gcd", "sudoku", "gcd", "sudoku"], items.Select(i => PuzzleTask.Unpack(i).Family));
        Assert.All(items, i => Assert.Equal(Outcome.Correct, task.Verifier.Verify(new(i.Question, i.Answer, PuzzleTask.Unpack(i).Answer)).Outcome));
        Assert.All(items, i => Assert.NotEqual(Outcome.Correct, task.Verifier.Verify(new(i.Question, i.Answer, "17")).Outcome));
    }

    [Theory]
    [InlineData("sudoko", 1, "there is no family")]
    [InlineData("sudoku", 11, "expected 1 to 10")]
    public void Wrong_options_are_the_users_error(string family, int level, string message) =>
        Assert.Contains(message, Assert.Throws<UserException>(() => new PuzzleTask(new PuzzleTaskOptions { Families = [family], Level = level })).Message, StringComparison.Ordinal);

    private static PuzzleTask Task(string family, ulong seed = 0) => new(new PuzzleTaskOptions { Families = [family], Seed = seed });
}
