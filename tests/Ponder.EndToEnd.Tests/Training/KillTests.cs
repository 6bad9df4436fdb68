using System.Diagnostics;
using Ponder.Cli;
using Ponder.EndToEnd.Tests.Cli;
using Ponder.Runs;
using Ponder.Runs.Lineage;
using Ponder.Runs.Metrics;
using Xunit;

namespace Ponder.EndToEnd.Tests.Training;

/// <summary>SIGKILL at any point, resume, and the weights are those of a run that was left alone.</summary>
[Trait("Speed", "slow")]
public sealed class KillTests : IDisposable
{
    private static readonly Dictionary<string, string?> NoEnvironment = [];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Large enough that checkpoints take a while to write.
    private readonly TinyRecipe _recipe = new(TinyRecipe.Text
        .Replace("width: 32, layers: 2, heads: 2, head_width: 16, ffn: 48", "width: 256, layers: 3, heads: 4", StringComparison.Ordinal)
        .Replace("{every: 2, keep: 3}", "{every: 1, keep: 8}", StringComparison.Ordinal)
        .Replace("{type: sft, steps: 4,", "{type: sft, steps: 12,", StringComparison.Ordinal)
        .Replace("{type: rl, steps: 4,", "{type: rl, steps: 12,", StringComparison.Ordinal)
        .Replace("- {type: rl,", "- {type: eval, name: middle, count: 400}\n  - {type: rl,", StringComparison.Ordinal));

    public void Dispose() => _recipe.Dispose();

    [Fact]
    public async Task Killed_again_and_again_and_resumed_the_run_ends_with_the_weights_of_one_that_was_left_alone()
    {
        var whole = await CliRun.ThereAsync(NoEnvironment, "train", _recipe.Path, "--runs", Path.Combine(_recipe.Runs, "whole"));
        Assert.True(whole.Code == ExitCodes.Done, whole.Error);
        var expected = RunFolder.Open(Path.Combine(_recipe.Runs, "whole", "tiny"));

        var runs = Path.Combine(_recipe.Runs, "killed");
        await KillAsync(runs, "stage sft");                        // before the first step
        await KillAsync(runs, "step 3 ", whileItsCheckpoint: 3);
        await KillAsync(runs, "step 7 ");                          // right after a step, before its checkpoint
        await KillAsync(runs, "step 9 ", whileItsCheckpoint: 9);
        await KillAsync(runs, "stage middle");                     // in an evaluation
        await KillAsync(runs, "stage rl");                         // while the first rollouts are sampled
        await KillAsync(runs, "step 17 ", whileItsCheckpoint: 17);
        await KillAsync(runs, "step 21 ");
        var end = await CliRun.ThereAsync(NoEnvironment, Arguments(runs));

        Assert.True(end.Code == ExitCodes.Done, end.Error);
        var run = RunFolder.Open(Path.Combine(runs, "tiny"));
        Assert.Single(Directory.EnumerateDirectories(Path.Combine(runs, "tiny")));
        Assert.NotNull(RunLineage.Load(expected.LineagePath)?.WeightsSha256);
        Assert.Equal(RunLineage.Load(expected.LineagePath)?.WeightsSha256, RunLineage.Load(run.LineagePath)?.WeightsSha256);
        Assert.Equal(MetricsLog.Read(expected.MetricsPath).Select(row => row.Step), MetricsLog.Read(run.MetricsPath).Select(row => row.Step));
        Assert.Equal(Directory.EnumerateFiles(expected.SamplesPath).Select(Path.GetFileName).Order(), Directory.EnumerateFiles(run.SamplesPath).Select(Path.GetFileName).Order());
        Assert.DoesNotContain(Directory.EnumerateDirectories(run.CheckpointsPath), folder => folder.EndsWith(".partial", StringComparison.Ordinal));
    }

    private string[] Arguments(string runs) => Directory.Exists(Path.Combine(runs, "tiny"))
        ? ["train", _recipe.Path, "--runs", runs, "--resume"]
        : ["train", _recipe.Path, "--runs", runs];

    /// <summary>Starts or resumes, waits for a line, where asked then until the checkpoint of a step is being written (or was, if that went unseen), and kills.</summary>
    private async Task KillAsync(string runs, string line, long? whileItsCheckpoint = null)
    {
        using var process = CliRun.Start(NoEnvironment, Arguments(runs));
        var error = process.StandardError.ReadToEndAsync();
        var reached = false;
        while (!reached && await process.StandardOutput.ReadLineAsync() is { } written)
        {
            reached = written.StartsWith(line, StringComparison.Ordinal);
        }

        Assert.True(reached, $"the run ended before '{line}': {(reached ? "" : await error)}");
        if (whileItsCheckpoint is { } step)
        {
            var place = RunFolder.Open(Path.Combine(runs, "tiny")).CheckpointPath(step);
            for (var start = Stopwatch.GetTimestamp(); !Directory.Exists(place + ".partial") && !Directory.Exists(place) && Stopwatch.GetElapsedTime(start) < Patience;)
            {
                Thread.Yield();
            }
        }

        process.Kill();
        await process.WaitForExitAsync();
        Assert.Equal(137, process.ExitCode);
    }
}
