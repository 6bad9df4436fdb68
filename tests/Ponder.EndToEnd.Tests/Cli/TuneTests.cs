using System.Text.Json;
using Ponder.Cli;
using Ponder.EndToEnd.Tests.Training;
using Ponder.Training.Estimates;
using Ponder.Training.Reinforcement;
using Ponder.Training.Supervised;
using Ponder.Training.Tuning;
using Xunit;

namespace Ponder.EndToEnd.Tests.Cli;

public sealed class TuneTests
{
    private static TuneResult Result(params (string Stage, int Threads, int Tokens, double Generate, double Update)[] rows) => new(
        2,
        rows.Select(row => row.Stage).Distinct().ToDictionary(stage => stage, _ => new TuneSetting(2, 1024)),
        [.. rows.Select(row => new TuneRow(row.Stage, 10, new TuneSetting(row.Threads, row.Tokens), row.Generate, row.Update, 1))]);

    [Fact]
    public void The_recipes_own_settings_stay_where_others_gain_nothing_that_counts()
    {
        var result = Result(("rl", 2, 1024, 1, 1), ("rl", 2, 2048, 1, 0.98), ("rl", 1, 1024, 0.99, 0.99), ("rl", 1, 2048, 0.99, 0.98));

        Assert.Empty(result.Assignments);
        Assert.Equal(result.CurrentSeconds, result.BestSeconds);
    }

    [Fact]
    public void Threads_are_chosen_for_all_stages_together_and_micro_batches_for_each()
    {
        var result = Result(
            ("sft", 2, 1024, 0, 1), ("sft", 2, 512, 0, 0.7), ("sft", 1, 1024, 0, 0.6), ("sft", 1, 512, 0, 0.6),
            ("rl", 2, 1024, 1, 1), ("rl", 2, 512, 1, 1.2), ("rl", 1, 1024, 3, 2), ("rl", 1, 512, 3, 2));

        Assert.Equal(["sft.micro_batch_tokens=512"], result.Assignments);
        Assert.Equal(27, result.BestSeconds, 1e-9);
    }

    [Fact]
    public void Other_threads_are_an_assignment_of_their_own()
    {
        var result = Result(("rl", 2, 1024, 1, 1), ("rl", 1, 1024, 0.5, 0.5), ("rl", 1, 2048, 0.5, 0.4));

        Assert.Equal(["threads=1", "rl.micro_batch_tokens=2048"], result.Assignments);
    }

    [Fact]
    public void Workers_of_one_thread_are_bounded_by_the_time_of_one_thread()
    {
        var shared = Result(("rl", 2, 1024, 1, 1), ("rl", 1, 1024, 1.8, 1.2), ("rl", 1, 512, 1.8, 1.1));
        var alone = Result(("rl", 2, 1024, 1, 1), ("rl", 1, 1024, 0.5, 0.5));

        Assert.Equal((10, 5.5), (shared.BestUpdateSeconds, shared.WorkersUpdateSeconds!.Value));
        Assert.Null(alone.WorkersUpdateSeconds);
        Assert.Null(Result(("rl", 2, 1024, 1, 1)).WorkersUpdateSeconds);
    }

    [Fact]
    public void Passes_of_an_update_are_the_micro_batches_of_every_mini_batch_in_every_epoch()
    {
        var batch = DemonstrationBatch.Pack([.. Enumerable.Range(0, 6).Select(i => (new[] { i, 1, 2, 3, 4 }, new[] { 5, 6, 7, 8, 9 }))]);

        Assert.Equal(2, new UpdatePlan(1, 1, 30, 1).Passes(batch));
        Assert.Equal(4, new UpdatePlan(1, 4, 30, 1).Passes(batch));
        Assert.Equal(12, new UpdatePlan(2, 2, 10, 1).Passes(batch));
    }

    [Fact]
    public void The_largest_micro_batch_counts_what_answers_share_once()
    {
        var batch = DemonstrationBatch.Pack([.. Enumerable.Range(0, 8).Select(i => (new[] { i / 4, 1, 2, 3, 4, 5 }, new[] { 10 + i, 6 }))]);

        Assert.Equal(new MicroBatchRows(2 * (6 + (4 * 2)), 16), MicroBatchRows.LargestOf(batch, new UpdatePlan(1, 1, 64, 1)));
        Assert.Equal(new MicroBatchRows(6 + (4 * 2), 8), MicroBatchRows.LargestOf(batch, new UpdatePlan(1, 2, 64, 1)));
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Tune_measures_every_learning_stage_and_prints_what_to_set()
    {
        using var recipe = new TinyRecipe();
        string[] arguments = ["tune", recipe.Path, "--rounds", "1", "--set", "rl.micro_batch_tokens=128", "--set", "rl.mini_batches=4"];

        var json = await CliRun.HereAsync([.. arguments, "--json"]);
        var text = await CliRun.HereAsync(arguments);

        Assert.Equal((ExitCodes.Done, ""), (json.Code, json.Error));
        var document = JsonDocument.Parse(json.Output).RootElement;
        var rows = document.GetProperty("rows").EnumerateArray().ToArray();
        Assert.Equal(["sft", "rl"], rows.Select(row => row.GetProperty("stage").GetString()).Distinct());
        Assert.All(rows, row => Assert.True(row.GetProperty("update_seconds").GetDouble() > 0));
        Assert.All(rows, row => Assert.Equal(row.GetProperty("stage").GetString() == "rl", row.GetProperty("generate_seconds").GetDouble() > 0));
        Assert.All(rows, row => Assert.True(row.GetProperty("passes").GetInt32() >= (row.GetProperty("stage").GetString() == "rl" ? 4 : 1)));
        Assert.True(rows.Count(row => row.GetProperty("stage").GetString() == "rl") > 1);
        Assert.True(document.GetProperty("best_seconds").GetDouble() <= document.GetProperty("current_seconds").GetDouble());
        Assert.Equal(ExitCodes.Done, text.Code);
        Assert.Contains("as in the recipe", text.Output, StringComparison.Ordinal);
        Assert.True(text.Output.Contains("./ponder train", StringComparison.Ordinal) || text.Output.Contains("own settings are the best", StringComparison.Ordinal));
        Assert.False(Directory.Exists(recipe.Runs));
    }

    [Fact]
    public async Task Tune_refuses_a_recipe_without_a_stage_that_learns()
    {
        using var recipe = new TinyRecipe(TinyRecipe.Text.Replace("  - {type: sft, steps: 4, batch: 16, optimiser: {lr: 0.003}}\n", "", StringComparison.Ordinal)
            .Replace("  - {type: rl, steps: 4, prompts: 4, group: 4, algorithm: grpo, samples_every: 1, optimiser: {lr: 0.001}}\n", "", StringComparison.Ordinal));

        var run = await CliRun.HereAsync("tune", recipe.Path);

        Assert.Equal(ExitCodes.WrongInput, run.Code);
        Assert.Contains("nothing to tune", run.Error, StringComparison.Ordinal);
    }
}
