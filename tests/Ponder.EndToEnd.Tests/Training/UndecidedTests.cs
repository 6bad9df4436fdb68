using Ponder.Runs.Events;
using Ponder.Runs.Metrics;
using Ponder.Runs.Samples;
using Ponder.Training;
using Ponder.Training.Pipelines;
using Xunit;

namespace Ponder.EndToEnd.Tests.Training;

/// <summary>What cannot be judged is not scored: here tests of programs that are no tests, on a model that writes no programs.</summary>
[Trait("Speed", "slow")]
public sealed class UndecidedTests : IDisposable
{
    private const string Text = """
        name: undecided
        seed: 3
        threads: 2
        model:
          new: {width: 32, layers: 1, heads: 2, head_width: 16, ffn: 48, context: 32, alphabet: "ab"}
        task: {type: jsonl, train: rows.jsonl, order: file, verifier: code, max_new_tokens: 4}
        stages:
          - {type: rl, steps: 2, prompts: 4, group: 2, samples_every: 1}
        """;

    private const string Sound = """{"question":"a","answer":"{\"id\":\"1\",\"tests\":[{\"input\":\"\",\"expected\":\"1\\n\"}]}"}""";
    private const string Broken = """{"question":"b","answer":"{}"}""";

    private readonly TinyRecipe _recipe = new(Text);

    public void Dispose() => _recipe.Dispose();

    [Fact]
    public async Task Undecided_samples_are_left_out_of_rewards_and_credit_and_counted()
    {
        Rows(Sound, Broken, Sound, Sound);

        var result = await RunAsync();

        Assert.All(TinyRecipe.Metrics(result), row =>
        {
            Assert.Equal(2, row[MetricNames.VerdictsUndecided]);
            Assert.Equal(3, row[MetricNames.GroupsKept]);
            Assert.Equal(4, row[MetricNames.GroupsSampled]);
            Assert.Equal(0, row[MetricNames.RewardMean]);
        });
        var samples = new SampleStore(result.Folder.SamplesPath).Read(1);
        Assert.Equal(2, samples.Count(sample => sample.Verdict == "undecided" && sample.Advantage is null));
        Assert.Equal(6, samples.Count(sample => sample.Verdict == "wrong" && sample.Advantage is not null));
        Assert.Contains(EventLog.Read(result.Folder.EventsPath), entry => entry.Text.StartsWith("2 of 8 samples of step 1 could not be judged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Verifier_that_decides_nothing_ends_the_run_in_its_first_step()
    {
        Rows(Broken, Broken, Broken, Broken);

        var error = await Assert.ThrowsAsync<TrainingException>(RunAsync);

        Assert.Contains("decided none of the 8 samples", error.Message, StringComparison.Ordinal);
        Assert.Contains("TestSuiteInvalid", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verifier_is_disposed_with_the_run()
    {
        using var recipe = new TinyRecipe(Text.Replace("verifier: code", "verifier: {type: csharp, file: Own.cs}", StringComparison.Ordinal));
        var folder = Path.GetDirectoryName(recipe.Path)!;
        var mark = Path.Combine(folder, "disposed");
        File.WriteAllText(Path.Combine(folder, "Own.cs"), $$"""
            public sealed class Own : IVerifier, IDisposable
            {
                public string Name => "own";
                public Verdict Verify(VerificationRequest request) => System.IO.File.Exists("{{mark}}") ? Verdict.Undecided("late") : Verdict.Wrong("no");
                public void Dispose() => System.IO.File.AppendAllText("{{mark}}", "once");
            }
            """);
        File.WriteAllLines(Path.Combine(folder, "rows.jsonl"), [Sound, Sound, Sound, Sound]);

        var result = await RecipeRunner.RunAsync(recipe.Request(), CancellationToken.None);

        Assert.All(TinyRecipe.Metrics(result), row => Assert.Null(row[MetricNames.VerdictsUndecided]));
        Assert.Equal("once", File.ReadAllText(mark));
    }

    private void Rows(params string[] rows) => File.WriteAllLines(Path.Combine(Path.GetDirectoryName(_recipe.Path)!, "rows.jsonl"), rows);

    private Task<RunResult> RunAsync() => RecipeRunner.RunAsync(_recipe.Request(), CancellationToken.None);
}
