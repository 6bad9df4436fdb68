using Ponder.Runs;
using Ponder.Runs.Lineage;
using Ponder.Runs.Metrics;
using Ponder.Runs.Storage;
using Ponder.Text;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Tests.Runs;

public sealed class RunFolderTests : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly FixedTime _time = new(new DateTimeOffset(2026, 11, 21, 14, 58, 21, 123, TimeSpan.Zero));

    [Fact]
    public void Ids_sort_by_time_and_do_not_collide()
    {
        var first = RunFolder.Create(_root.Path, "quickstart", _time);
        var second = RunFolder.Create(_root.Path, "quickstart", _time);
        _time.Now = _time.Now.AddSeconds(1);
        var third = RunFolder.Create(_root.Path, "quickstart", _time, "seed2");

        Assert.Equal("20261121-145821-123", first.Id);
        Assert.Equal("quickstart", first.Name);
        Assert.Equal("20261121-145822-123-seed2", third.Id);
        Assert.Equal([first.Id, second.Id, third.Id], new[] { third.Id, second.Id, first.Id }.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_run_opens_by_its_folder_and_the_newest_by_the_folder_above()
    {
        var older = RunFolder.Create(_root.Path, "quickstart", _time);
        File.WriteAllText(older.RecipePath, "name: quickstart\n");
        _time.Now = _time.Now.AddMinutes(1);
        var newer = RunFolder.Create(_root.Path, "quickstart", _time);
        File.WriteAllText(newer.RecipePath, "name: quickstart\n");

        Assert.Equal(older.Id, RunFolder.Open(older.Path).Id);
        Assert.Equal(newer.Id, RunFolder.Open(_root.PathTo("quickstart")).Id);
        Assert.Equal(newer.Id, RunFolder.Latest(_root.Path, "quickstart")?.Id);
        Assert.Null(RunFolder.Latest(_root.Path, "other"));
    }

    [Fact]
    public void Opening_what_is_no_run_says_what_was_expected()
    {
        var error = Assert.Throws<UserException>(() => RunFolder.Open(_root.PathTo("nothing")));

        Assert.Contains("recipe.resolved.yaml", error.Message);
        Assert.Contains("does not exist", error.Message);
    }

    [Fact]
    public void Checkpoints_are_found_in_order_and_unfinished_ones_are_not()
    {
        var run = RunFolder.Create(_root.Path, "quickstart", _time);
        foreach (var name in new[] { "step-10", "step-9", "step-100", "step-7.partial", ".tmp-step-8", "step-" })
        {
            Directory.CreateDirectory(Path.Combine(run.CheckpointsPath, name));
        }

        Assert.Equal([9, 10, 100], run.CheckpointSteps());
    }

    [Fact]
    public void A_second_writer_is_refused()
    {
        var run = RunFolder.Create(_root.Path, "quickstart", _time);
        using (run.Lock())
        {
            Assert.Contains("another process", Assert.Throws<UserException>(() => run.Lock()).Message);
        }

        run.Lock().Dispose();
    }

    [Fact]
    public void An_unwritable_root_is_one_clear_message()
    {
        File.WriteAllText(_root.PathTo("file"), "");

        var error = Assert.Throws<RunStorageException>(() => RunFolder.Create(_root.PathTo("file"), "quickstart", _time));

        Assert.Contains(_root.PathTo("file"), error.Message);
    }

    [Fact]
    public void Lineage_written_is_lineage_read()
    {
        var input = _root.PathTo("input.txt");
        File.WriteAllText(input, "abc");
        var lineage = new RunLineage
        {
            Recipe = "quickstart",
            Seed = ulong.MaxValue,
            Code = RunLineage.CodeVersion(),
            Machine = MachineFacts.Read("libtorch 1.13.1"),
            Started = _time.Now,
            Status = "done",
            Inputs = InputFile.OfAll(input),
            WeightsSha256 = "00",
        };

        lineage.Save(_root.PathTo("lineage.json"));
        var read = RunLineage.Load(_root.PathTo("lineage.json"));

        Assert.NotNull(read);
        Assert.Equal(ulong.MaxValue, read.Seed);
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Assert.Single(read.Inputs).Sha256);
        Assert.Equal(lineage.Machine, read.Machine);
        Assert.False(File.Exists(_root.PathTo("lineage.json.tmp")));
    }

    [Fact]
    public void A_resumed_recorder_drops_what_came_after_the_checkpoint()
    {
        var run = RunFolder.Create(_root.Path, "quickstart", _time);
        using (var recorder = new RunRecorder(run, _time, display: null))
        {
            recorder.StageStarted("rl", "rl", 3, 0);
            foreach (var step in Enumerable.Range(1, 3))
            {
                recorder.Samples.Write(step, [SampleStoreTests.Sample(step)]);
                recorder.StepDone(new MetricsRow(step, "rl") { [MetricNames.Loss] = step });
            }
        }

        _time.Now = _time.Now.AddSeconds(1);
        using (var recorder = new RunRecorder(run, _time, display: null, resumeAfter: 1))
        {
            recorder.StepDone(new MetricsRow(2, "rl") { [MetricNames.Loss] = 20 });
        }

        Assert.Equal([1, 20], MetricsLog.Read(run.MetricsPath).Select(row => row[MetricNames.Loss]));
        Assert.Equal([1], new Ponder.Runs.Samples.SampleStore(run.SamplesPath).Steps());
        Assert.Equal(
            ["run-started", "stage-started", "run-resumed"],
            Ponder.Runs.Events.EventLog.Read(run.EventsPath).Select(entry => entry.Kind));
        Assert.Equal(2, Directory.EnumerateFiles(run.TensorBoardPath).Count());
    }

    public void Dispose() => _root.Dispose();
}
