using System.Diagnostics;
using Ponder.Cli;
using Ponder.EndToEnd.Tests.Cli;
using Ponder.Runs;
using Ponder.Runs.Lineage;
using Ponder.Runs.Metrics;
using Ponder.Runs.Storage;
using Ponder.Training.Pipelines;
using Xunit;

namespace Ponder.EndToEnd.Tests.Training;

/// <summary>A disk that becomes full: one message, exit code 1, and nothing lost. Needs the right to mount a small file system.</summary>
[Trait("Speed", "slow")]
public sealed class DiskFullTests : IDisposable
{
    private readonly TinyRecipe _recipe = new();

    public void Dispose()
    {
        if (Directory.Exists(_recipe.Runs))
        {
            Run("umount", "-l", _recipe.Runs);
        }

        _recipe.Dispose();
    }

    /// <summary>A full disk from a step on: the next thing that is written there fails.</summary>
    private sealed class Filler(string folder, long step) : IRunObserver
    {
        public void StepDone(MetricsRow row)
        {
            if (row.Step == step)
            {
                Fill(folder);
            }
        }
    }

    [MountTheory]
    [InlineData(2, "checkpoints")]   // the next write is the checkpoint after step 2
    [InlineData(5, "samples")]       // after step 5 come the trajectories of step 6
    [InlineData(8, "checkpoints")]   // the checkpoint at the end of a stage
    public async Task Disk_that_is_full_after_a_step_ends_the_run_with_the_file_and_resume_ends_with_the_same_weights(long step, string where)
    {
        var whole = await RecipeRunner.RunAsync(_recipe.Request(), CancellationToken.None);
        Directory.Delete(_recipe.Runs, recursive: true);
        Mount("8m");

        var error = await Assert.ThrowsAsync<RunStorageException>(
            () => RecipeRunner.RunAsync(_recipe.Request() with { Display = new Filler(_recipe.Runs, step) }, CancellationToken.None));
        File.Delete(Path.Combine(_recipe.Runs, "filler"));
        var resumed = await CliRun.HereAsync("train", _recipe.Path, "--runs", _recipe.Runs, "--resume");

        Assert.Contains($"/{where}/", error.Message, StringComparison.Ordinal);
        Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
        Assert.Contains("--resume", error.Message, StringComparison.Ordinal);
        Assert.True(resumed.Code == ExitCodes.Done, resumed.Error);
        Assert.Contains(whole.WeightsHash, resumed.Output, StringComparison.Ordinal);
    }

    [MountFact]
    public async Task Disk_too_small_for_a_checkpoint_is_one_message_and_exit_1()
    {
        Mount("256k");

        var run = await CliRun.ThereAsync(new Dictionary<string, string?>(), "train", _recipe.Path, "--runs", _recipe.Runs);

        Assert.Equal(ExitCodes.Failed, run.Code);
        Assert.Contains("cannot write: No space left on device", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Trim().Split('\n'));
    }

    [MountFact]
    public async Task Lineage_on_a_full_disk_is_kept_as_it_was()
    {
        Mount("8m");
        var done = await RecipeRunner.RunAsync(_recipe.Request(), CancellationToken.None);
        var before = RunLineage.Load(done.Folder.LineagePath)!;
        Fill(_recipe.Runs);

        Assert.Throws<RunStorageException>(() => (before with { Objective = new string('x', 100_000) }).Save(done.Folder.LineagePath));
        var report = await CliRun.HereAsync("report", done.Folder.Path);

        Assert.Equal(before.WeightsSha256, RunLineage.Load(done.Folder.LineagePath)!.WeightsSha256);
        Assert.Equal(ExitCodes.Failed, report.Code);
        Assert.Contains("report.html: cannot write: No space left on device", report.Error, StringComparison.Ordinal);
    }

    private static void Fill(string folder)
    {
        using var file = new FileStream(Path.Combine(folder, "filler"), FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var block = new byte[1 << 20]; block.Length > 0;)
        {
            try
            {
                file.Write(block);
            }
            catch (IOException)
            {
                block = new byte[block.Length / 2];
            }
        }
    }

    private void Mount(string size)
    {
        Directory.CreateDirectory(_recipe.Runs);
        Assert.Equal(0, Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", _recipe.Runs));
    }

    internal static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
