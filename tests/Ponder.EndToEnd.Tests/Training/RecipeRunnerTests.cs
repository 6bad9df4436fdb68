using Ponder.Runs;
using Ponder.Runs.Lineage;
using Ponder.Runs.Metrics;
using Ponder.Tensors;
using Ponder.Text;
using Ponder.Training;
using Ponder.Training.Pipelines;
using Xunit;

namespace Ponder.EndToEnd.Tests.Training;

[Trait("Speed", "slow")]
public sealed class RecipeRunnerTests
{
    /// <summary>Ends the run from inside, after a number of steps, as Ctrl-C would.</summary>
    private sealed class Interrupter(CancellationTokenSource source, int after) : IRunObserver
    {
        private int _steps;

        public void StepDone(MetricsRow row)
        {
            if (++_steps == after)
            {
                source.Cancel();
            }
        }
    }

    private static Task<RunResult> RunAsync(RunRequest request) => RecipeRunner.RunAsync(request, CancellationToken.None);

    [Fact]
    public async Task Run_twice_with_one_seed_gives_the_same_weights_and_another_seed_does_not()
    {
        using var recipe = new TinyRecipe();

        var first = await RunAsync(recipe.Request());
        var second = await RunAsync(recipe.Request());
        var other = await RunAsync(recipe.Request("seed=4"));

        Assert.Equal(first.WeightsHash, second.WeightsHash);
        Assert.NotEqual(first.WeightsHash, other.WeightsHash);
        Assert.Equal(first.WeightsHash, RunLineage.Load(first.Folder.LineagePath)!.WeightsSha256);
    }

    [Theory]
    [InlineData("fp32", "exact")]
    [InlineData("bf16", "exact")]
    public async Task Sampler_in_exact_mode_agrees_with_the_trainer_bit_for_bit(string precision, string mode)
    {
        using var recipe = new TinyRecipe();

        var result = await RunAsync(recipe.Request($"precision={precision}", $"mode={mode}"));

        var steps = TinyRecipe.Metrics(result).Where(row => row.Stage == "rl").ToArray();
        Assert.Equal(4, steps.Length);
        Assert.All(steps, row => Assert.Equal(0, row[MetricNames.MismatchMax]));
        Assert.All(steps, row => Assert.Equal(0, row[MetricNames.MismatchMean]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    public async Task Run_that_is_interrupted_and_resumed_ends_with_the_same_weights(int after)
    {
        using var recipe = new TinyRecipe();
        var whole = await RunAsync(recipe.Request("name=whole"));

        using var source = new CancellationTokenSource();
        var part = await RecipeRunner.RunAsync(recipe.Request() with { Display = new Interrupter(source, after) }, source.Token);
        var resumed = await RunAsync(recipe.Request() with { Resume = true });

        Assert.False(part.Completed);
        Assert.Equal(after, part.Steps);
        Assert.True(resumed.Completed);
        Assert.Equal(part.Folder.Path, resumed.Folder.Path);
        Assert.Equal(whole.WeightsHash, resumed.WeightsHash);
        Assert.Equal(Enumerable.Range(1, 9).Select(step => (long)step), TinyRecipe.Metrics(resumed).Select(row => row.Step));
    }

    [Fact]
    public async Task Run_that_died_after_a_checkpoint_is_resumed_from_it()
    {
        using var recipe = new TinyRecipe();
        var whole = await RunAsync(recipe.Request());

        // What a SIGKILL leaves: later steps in the logs, a half-written checkpoint, a status that says "running".
        foreach (var folder in Directory.EnumerateDirectories(whole.Folder.CheckpointsPath).Where(f => !f.EndsWith("step-6", StringComparison.Ordinal)))
        {
            Directory.Delete(folder, recursive: true);
        }
        Directory.CreateDirectory(Path.Combine(whole.Folder.CheckpointsPath, "step-8.partial"));
        await File.AppendAllTextAsync(whole.Folder.MetricsPath, "{\"step\":10,\"sta");
        var resumed = await RunAsync(recipe.Request() with { Resume = true });

        Assert.Equal(whole.WeightsHash, resumed.WeightsHash);
        Assert.Equal(9, TinyRecipe.Metrics(resumed).Count);
    }

    [Fact]
    public async Task Resume_with_another_recipe_is_refused_and_names_the_difference()
    {
        using var recipe = new TinyRecipe();
        await RunAsync(recipe.Request());

        var error = await Assert.ThrowsAsync<UserException>(() => RunAsync(recipe.Request("rl.group=8") with { Resume = true }));

        Assert.Contains("group: 4", error.Message, StringComparison.Ordinal);
        Assert.Contains("group: 8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loss_that_is_no_number_ends_the_run_and_keeps_the_last_checkpoint()
    {
        using var recipe = new TinyRecipe();

        var error = await Assert.ThrowsAsync<TrainingException>(() => RunAsync(recipe.Request("sft.optimiser={lr: 1e30, clip_norm: 0}", "sft.steps=50")));

        Assert.Contains("There is no checkpoint yet; start again: ./ponder train", error.Message, StringComparison.Ordinal);
        var run = RunFolder.Latest(recipe.Runs, "tiny")!;
        Assert.Equal("failed", RunLineage.Load(run.LineagePath)!.Status);
    }

    [Fact]
    public async Task Micro_batches_do_not_change_what_is_learned()
    {
        using var recipe = new TinyRecipe();

        var large = await RunAsync(recipe.Request("rl.steps=1", "name=large"));
        var small = await RunAsync(recipe.Request("rl.steps=1", "sft.micro_batch_tokens=20", "name=small"));

        var (a, b) = (TinyRecipe.Metrics(large), TinyRecipe.Metrics(small));
        Assert.All(a.Zip(b).Take(4), pair => Assert.Equal(pair.First[MetricNames.Loss]!.Value, pair.Second[MetricNames.Loss]!.Value, 1e-4));
    }

    [Theory]
    [InlineData("rloo", "{}")]
    [InlineData("dr-grpo", "{}")]
    [InlineData("dapo", "{}")]
    [InlineData("grpo", "{kl_in: reward}")]
    public async Task Every_preset_trains(string algorithm, string objective)
    {
        using var recipe = new TinyRecipe();

        var result = await RunAsync(recipe.Request($"rl.algorithm={algorithm}", $"rl.objective={objective}", "rl.steps=2"));

        Assert.True(result.Completed);
    }

    [Fact]
    public async Task Several_optimiser_steps_per_batch_start_from_recomputed_log_probabilities()
    {
        using var recipe = new TinyRecipe();

        var result = await RunAsync(recipe.Request("rl.mini_batches=2", "rl.epochs=2"));

        Assert.All(TinyRecipe.Metrics(result).Where(row => row.Stage == "rl" && row[MetricNames.MismatchMax] is not null),
            row => Assert.Equal(0, row[MetricNames.MismatchMax]));
    }

    [Fact]
    public async Task Finished_run_leaves_no_tensors_behind()
    {
        using var recipe = new TinyRecipe();
        await RunAsync(recipe.Request());
        var before = TensorMemory.LiveHandles;

        await RunAsync(recipe.Request());

        Assert.Equal(before, TensorMemory.LiveHandles);
    }
}
