using Ponder.Cli;
using Ponder.EndToEnd.Tests.Cli;
using Ponder.Runs;
using Ponder.Runs.Events;
using Ponder.Runs.Lineage;
using Ponder.Runs.Metrics;
using Ponder.Text;
using Ponder.Training;
using Ponder.Training.Pipelines;
using Xunit;

namespace Ponder.EndToEnd.Tests.Training;

[Trait("Speed", "slow")]
public sealed class ResumeTests : IDisposable
{
    private readonly TinyRecipe _recipe = new();

    public void Dispose() => _recipe.Dispose();

    /// <summary>A defect after a step.</summary>
    private sealed class Breaker(int after) : IRunObserver
    {
        public void StepDone(MetricsRow row)
        {
            if (row.Step == after)
            {
                throw new InvalidOperationException("a defect");
            }
        }
    }

    private sealed class Collector : IRunObserver
    {
        public List<string> Phases { get; } = [];

        public void Progress(string phase, long done, long total) => Phases.Add($"{phase} {done <= total && total > 0}");
    }

    private static Task<RunResult> RunAsync(RunRequest request) => RecipeRunner.RunAsync(request, CancellationToken.None);

    private async Task<RunResult> InterruptAsync(int after, params string[] overrides)
    {
        using var source = new CancellationTokenSource();
        return await RecipeRunner.RunAsync(_recipe.Request(overrides) with { Display = new Interrupter(source, after) }, source.Token);
    }

    private sealed class Interrupter(CancellationTokenSource source, int after) : IRunObserver
    {
        public void StepDone(MetricsRow row)
        {
            if (row.Step == after)
            {
                source.Cancel();
            }
        }
    }

    [Fact]
    public async Task Optimiser_may_change_with_resume_and_the_lineage_says_so()
    {
        await InterruptAsync(6);

        var resumed = await RunAsync(_recipe.Request("rl.optimiser.lr=0.0005", "threads=1") with { Resume = true });

        Assert.True(resumed.Completed);
        Assert.Equal(["after step 6: stages[1].optimiser.lr: 0.001 → 0.0005"], RunLineage.Load(resumed.Folder.LineagePath)!.Changes);
        Assert.Contains("lr: 0.0005", await File.ReadAllTextAsync(resumed.Folder.RecipePath), StringComparison.Ordinal);
        Assert.Equal([0.001, 0.0005], TinyRecipe.Metrics(resumed).Where(row => row.Stage == "rl").Select(row => row[MetricNames.LearningRate]!.Value).Distinct());
    }

    [Fact]
    public async Task Advice_of_a_failed_update_works_when_it_is_followed()
    {
        var error = await Assert.ThrowsAsync<TrainingException>(
            () => RunAsync(_recipe.Request("sft.steps=50", "rl.steps=1", "checkpoint.every=1", "sft.optimiser={lr: 3e37, clip_norm: 0}")));

        Assert.Matches(@"step-\d+ is the last checkpoint; go on from it: \./ponder train .* --resume$", error.Message);
        var command = error.Message[error.Message.IndexOf("./ponder", StringComparison.Ordinal)..];
        Assert.Contains("--set 'sft.optimiser={lr: 3e37, clip_norm: 0}'", command, StringComparison.Ordinal);
        Assert.Contains("--set sft.optimiser.lr=", command, StringComparison.Ordinal);
        var events = EventLog.Read(RunFolder.Latest(_recipe.Runs, "tiny")!.EventsPath);
        Assert.Contains(events, entry => entry.Kind == "run-failed" && entry.Text.Contains("optimiser.lr", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Resume_without_a_run_is_refused_with_name_and_folder()
    {
        var run = await CliRun.HereAsync("train", _recipe.Path, "--runs", _recipe.Runs, "--resume");

        Assert.Equal(ExitCodes.WrongInput, run.Code);
        Assert.StartsWith($"--resume: there is no run of tiny under {_recipe.Runs}", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_recipe.Runs));
    }

    [Fact]
    public async Task Second_process_on_a_run_is_refused_before_it_changes_anything()
    {
        var part = await InterruptAsync(2);
        using var other = part.Folder.Lock();
        var before = Directory.EnumerateFiles(part.Folder.Path, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).ToDictionary(file => file, File.ReadAllText);

        var error = await Assert.ThrowsAsync<UserException>(() => RunAsync(_recipe.Request() with { Resume = true }));

        Assert.Contains("another process", error.Message, StringComparison.Ordinal);
        Assert.All(before, file => Assert.Equal(file.Value, File.ReadAllText(file.Key)));
    }

    [Fact]
    public async Task Whatever_breaks_while_the_run_is_interrupted_the_checkpoint_is_taken_and_the_run_is_interrupted()
    {
        var whole = await RunAsync(_recipe.Request("name=whole", "checkpoint.every=100"));
        using var source = new CancellationTokenSource();
        var part = await RecipeRunner.RunAsync(
            _recipe.Request("checkpoint.every=100") with { Display = new BreakingProgress(source) }, source.Token);
        var status = RunLineage.Load(part.Folder.LineagePath)?.Status;
        var resumed = await RunAsync(_recipe.Request("checkpoint.every=100") with { Resume = true });

        Assert.False(part.Completed);
        Assert.Equal("interrupted", status);
        Assert.Equal(6, part.Steps);
        Assert.Equal(whole.WeightsHash, resumed.WeightsHash);
        Assert.Contains(EventLog.Read(part.Folder.EventsPath), entry => entry.Text.Contains("a defect", StringComparison.Ordinal));
    }

    /// <summary>In the third step of reinforcement learning a signal comes, and something breaks on the way.</summary>
    private sealed class BreakingProgress(CancellationTokenSource source) : IRunObserver
    {
        private long _step;

        public void StepDone(MetricsRow row) => _step = row.Step;

        public void Progress(string phase, long done, long total)
        {
            if (_step == 6 && !source.IsCancellationRequested)
            {
                source.Cancel();
                throw new InvalidOperationException("a defect");
            }
        }
    }

    [Fact]
    public async Task Failure_is_written_with_its_reason_and_the_folder_of_a_failed_start_goes()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(_recipe.Request() with { Display = new Breaker(3) }));

        var run = RunFolder.Latest(_recipe.Runs, "tiny")!;
        Assert.Equal("failed", RunLineage.Load(run.LineagePath)!.Status);
        Assert.Contains("a defect", EventLog.Read(run.EventsPath)[^1].Text, StringComparison.Ordinal);

        await Assert.ThrowsAsync<UserException>(() => RunAsync(_recipe.Request("name=other", "task.question=sum {a}{b}")));
        Assert.False(Directory.Exists(Path.Combine(_recipe.Runs, "other")));
    }

    [Fact]
    public async Task Summary_of_a_resumed_run_has_the_accuracies_from_before()
    {
        using var recipe = new TinyRecipe(TinyRecipe.Text.Replace("- {type: rl,", "- {type: eval, name: middle, count: 20}\n  - {type: rl,", StringComparison.Ordinal));
        var whole = await RunAsync(recipe.Request("name=whole"));
        using var source = new CancellationTokenSource();
        await RecipeRunner.RunAsync(recipe.Request() with { Display = new Interrupter(source, 7) }, source.Token);

        var resumed = await RunAsync(recipe.Request() with { Resume = true });

        Assert.Equal(["middle", "eval"], resumed.Accuracies.Select(pair => pair.Key));
        Assert.Equal(whole.Accuracies, resumed.Accuracies);
    }

    [Fact]
    public async Task Seeds_go_on_where_they_were_interrupted()
    {
        string[] arguments = ["train", _recipe.Path, "--runs", _recipe.Runs, "--seeds", "3"];
        await RunAsync(_recipe.Request("seed=3") with { Label = "seed3" });
        using var source = new CancellationTokenSource();
        await RecipeRunner.RunAsync(_recipe.Request("seed=4") with { Label = "seed4", Display = new Interrupter(source, 3) }, source.Token);

        var run = await CliRun.HereAsync([.. arguments, "--resume"]);

        Assert.Equal((ExitCodes.Done, ""), (run.Code, run.Error));
        Assert.Contains("seed 3 is done", run.Output, StringComparison.Ordinal);
        Assert.Equal(3, Directory.EnumerateDirectories(Path.Combine(_recipe.Runs, "tiny")).Count());
        Assert.Contains("all seeds", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_parts_of_a_step_tell_how_far_they_are()
    {
        var collector = new Collector();

        await RunAsync(_recipe.Request("rl.micro_batch_tokens=64") with { Display = collector });

        Assert.Contains("update True", collector.Phases);
        Assert.DoesNotContain(collector.Phases, phase => phase.EndsWith("False", StringComparison.Ordinal));
    }
}
