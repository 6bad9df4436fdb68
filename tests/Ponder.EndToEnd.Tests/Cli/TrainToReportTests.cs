using System.Text.Json;
using Ponder.Cli;
using Ponder.EndToEnd.Tests.Training;
using Xunit;

namespace Ponder.EndToEnd.Tests.Cli;

/// <summary>What a new user does, with a tiny model: train, ask, measure, look.</summary>
[Trait("Speed", "slow")]
public sealed class TrainToReportTests : IDisposable
{
    private readonly TinyRecipe _recipe = new();

    [Fact]
    public async Task A_run_can_be_trained_asked_measured_and_looked_at()
    {
        // A process of its own: the live handles are counted over the process, and other tests leave some to the finalizer.
        var trained = await CliRun.ThereAsync(new Dictionary<string, string?>(), "train", _recipe.Path, "--runs", _recipe.Runs);
        Assert.Equal("", trained.Error);
        Assert.Equal(ExitCodes.Done, trained.Code);
        Assert.Contains("stage rl: 4 steps", trained.Output);
        Assert.Contains("mismatch 0", trained.Output);
        Assert.Matches("weights    sha256 [0-9a-f]{64}", trained.Output);
        Assert.Matches(@"rl         first to last of 4 steps: live handles (\d+) → \1, resident \d+ → \d+ MB", trained.Output);

        var run = Path.Combine(_recipe.Runs, "tiny");
        var asked = await CliRun.HereAsync("generate", run, "1+2=", "--max-tokens", "3");
        Assert.Equal((ExitCodes.Done, ""), (asked.Code, asked.Error));

        var file = Path.Combine(_recipe.Runs, "prompts.jsonl");
        await File.WriteAllTextAsync(file, "{\"id\":\"a\",\"prompt\":\"1+2=\"}\n{\"id\":\"b\",\"prompt\":\"3+4=\"}\n");
        var answered = await CliRun.HereAsync("generate", run, "--file", file, "--max-tokens", "3", "-n", "2", "-t", "1");
        var rows = answered.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(["a", "a", "b", "b"], rows.Select(row => row.GetProperty("id").GetString()));

        var measured = await CliRun.HereAsync("eval", run, _recipe.Path, "--count", "10");
        Assert.Equal((ExitCodes.Done, ""), (measured.Code, measured.Error));
        Assert.Matches(@"^tiny: [0-9.]+ % \[[0-9.]+, [0-9.]+\] of 10 items of addition correct", measured.Output);

        var reported = await CliRun.HereAsync("report", run);
        Assert.Equal((ExitCodes.Done, ""), (reported.Code, reported.Error));
        Assert.Contains("Train/rollout mismatch: exactly 0", await File.ReadAllTextAsync(reported.Output.Trim()));
    }

    [Fact]
    public async Task Dry_run_prints_the_resolved_recipe_and_what_it_needs()
    {
        var run = await CliRun.HereAsync("train", _recipe.Path, "--dry-run", "--explain", "--runs", _recipe.Runs);

        Assert.Equal((ExitCodes.Done, ""), (run.Code, run.Error));
        Assert.Contains("micro_batch_tokens:", run.Output);
        Assert.Contains("# memory  about", run.Output);
        Assert.Contains("# time    rl: about", run.Output);
        Assert.Contains("maximise", run.Output);
        Assert.False(Directory.Exists(_recipe.Runs));
    }

    [Fact]
    public async Task Seeds_end_in_one_report()
    {
        var run = await CliRun.HereAsync("train", _recipe.Path, "--runs", _recipe.Runs, "--seeds", "2", "--set", "stages.1.steps=2");

        Assert.Equal((ExitCodes.Done, ""), (run.Code, run.Error));
        Assert.Contains("95 % confidence interval", await File.ReadAllTextAsync(Path.Combine(_recipe.Runs, "tiny", "report.html")));
    }

    [Fact]
    public async Task An_interrupt_ends_after_a_clean_checkpoint_and_resume_goes_on()
    {
        using (var process = CliRun.Start(new Dictionary<string, string?>(), "train", _recipe.Path, "--runs", _recipe.Runs, "--set", "stages.0.steps=100000"))
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("step 3 ", StringComparison.Ordinal))
            {
            }

            using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", $"{process.Id}"]))
            {
                await kill.WaitForExitAsync();
            }

            // timeout(1) and terminals send a signal to the process and to its group.
            using (var again = System.Diagnostics.Process.Start("kill", ["-INT", $"{process.Id}"]))
            {
                await again.WaitForExitAsync();
            }

            var rest = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.Equal(ExitCodes.Interrupted, process.ExitCode);
            Assert.Contains($"./ponder train {_recipe.Path} --set stages.0.steps=100000 --runs {_recipe.Runs} --resume", rest);
        }

        var run = Ponder.Runs.RunFolder.Open(Path.Combine(_recipe.Runs, "tiny"));
        var steps = run.CheckpointSteps()[^1];
        Assert.Equal(steps, Ponder.Runs.Metrics.MetricsLog.Read(run.MetricsPath)[^1].Step);
    }

    [Fact]
    public async Task A_missing_native_library_is_one_message_and_exit_1()
    {
        var run = await CliRun.ThereAsync(
            new Dictionary<string, string?> { ["PONDER_NATIVE"] = "/nowhere/libponder_native.so" }, "train", _recipe.Path, "--runs", _recipe.Runs);
        Assert.False(Directory.Exists(_recipe.Runs));

        Assert.Equal(ExitCodes.Failed, run.Code);
        Assert.Contains("PONDER_NATIVE names /nowhere/libponder_native.so", run.Error);
        Assert.DoesNotContain("   at Ponder", run.Error);
    }

    [Theory]
    [InlineData("train", "{0}/none.yaml")]
    [InlineData("generate", "{0}/none", "x")]
    [InlineData("report", "{0}/none")]
    [InlineData("train", "{recipe}", "--set", "stages.1.stps=3")]
    [InlineData("train", "{recipe}", "--set", "nonsense")]
    [InlineData("train", "{recipe}", "--seeds", "0")]
    [InlineData("train", "{recipe}", "--seeds", "-2", "--dry-run")]
    [InlineData("train", "{recipe}", "--seeds", "0", "--explain")]
    [InlineData("eval", "{0}/none", "{recipe}", "--count", "0")]
    [InlineData("eval", "{0}/none", "{recipe}", "--split", "tests")]
    [InlineData("generate", "{0}/none", "x", "-n", "0")]
    [InlineData("generate", "{0}/none", "x", "-n", "2")]
    [InlineData("generate", "{0}/none", "x", "-t", "-1")]
    [InlineData("generate", "{0}/none", "x", "--top-p", "7")]
    [InlineData("generate", "{0}/none", "x", "--precision", "fp8")]
    public async Task Wrong_input_is_one_message_and_exit_2(params string[] args)
    {
        var folder = Path.GetDirectoryName(_recipe.Path)!;
        var run = await CliRun.HereAsync([.. args.Select(argument => argument.Replace("{0}", folder).Replace("{recipe}", _recipe.Path))]);

        Assert.Equal(ExitCodes.WrongInput, run.Code);
        Assert.NotEmpty(run.Error);
        Assert.DoesNotContain("   at Ponder", run.Error);
        Assert.DoesNotContain('\t', run.Error);
        Assert.DoesNotContain("sampling.", run.Error);
        Assert.DoesNotContain("engine.", run.Error);
        Assert.False(Directory.Exists(_recipe.Runs));
    }

    [Fact]
    public async Task Eval_asks_each_different_eval_stage_once_as_the_recipe_says_unless_told_otherwise()
    {
        var text = TinyRecipe.Text + "\n  - {type: eval, name: again, count: 10}"
            + "\n  - {type: eval, name: sampled, count: 8, sampling: {temperature: 1, max_new_tokens: 2}}";
        using var recipe = new TinyRecipe(text);
        await CliRun.HereAsync("train", recipe.Path, "--runs", recipe.Runs);
        var run = Path.Combine(recipe.Runs, "tiny");
        var items = Path.Combine(recipe.Runs, "items.jsonl");

        var measured = await CliRun.HereAsync("eval", run, recipe.Path, "--output", items);
        var tokens = (await File.ReadAllLinesAsync(items)).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(row => row.GetProperty("suite").GetString() == "tiny/sampled").Max(row => row.GetProperty("tokens").GetInt32());
        var shortened = await CliRun.HereAsync("eval", run, recipe.Path, "--output", items, "--max-tokens", "1");

        Assert.Equal((ExitCodes.Done, ""), (measured.Code, measured.Error));
        Assert.Equal(["tiny/again", "tiny/sampled"], measured.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':')[0]));
        Assert.InRange(tokens, 1, 2);
        Assert.Equal(ExitCodes.Done, shortened.Code);
        Assert.All(await File.ReadAllLinesAsync(items), line => Assert.Equal(1, JsonDocument.Parse(line).RootElement.GetProperty("tokens").GetInt32()));
    }

    [Fact]
    public async Task A_run_without_a_checkpoint_says_that_it_has_none()
    {
        var run = Path.Combine(_recipe.Runs, "tiny", "20261121-120000-000");
        Directory.CreateDirectory(run);
        await File.WriteAllTextAsync(Path.Combine(run, "recipe.resolved.yaml"), "name: tiny\n");

        foreach (var path in new[] { run, Path.GetDirectoryName(run)! })
        {
            var asked = await CliRun.HereAsync("generate", path, "1+2=");

            Assert.Equal(ExitCodes.WrongInput, asked.Code);
            Assert.StartsWith($"{path}: this run has no checkpoint yet", asked.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_one_message_and_exit_1()
    {
        var file = Path.Combine(Path.GetDirectoryName(_recipe.Path)!, "file");
        await File.WriteAllTextAsync(file, "");

        var run = await CliRun.HereAsync("train", _recipe.Path, "--runs", file);

        Assert.Equal(ExitCodes.Failed, run.Code);
        Assert.Contains("cannot write", run.Error);
        Assert.DoesNotContain("   at Ponder", run.Error);
    }

    public void Dispose() => _recipe.Dispose();
}
