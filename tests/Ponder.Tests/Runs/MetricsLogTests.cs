using FsCheck;
using FsCheck.Fluent;
using Ponder.Runs.Metrics;
using Ponder.Runs.Storage;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Tests.Runs;

public sealed class MetricsLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Rows_written_are_rows_read()
    {
        using (var log = new MetricsLog(Path))
        {
            log.Append(Row(1, double.NaN));
            log.Append(Row(2, 0.1 + 0.2));
        }

        var rows = MetricsLog.Read(Path);

        Assert.Equal([1, 2], rows.Select(row => row.Step));
        Assert.Equal("sft", rows[0].Stage);
        Assert.Equal(double.NaN, rows[0][MetricNames.Loss]);
        Assert.Equal(0.1 + 0.2, rows[1][MetricNames.Loss]);
        Assert.Equal([MetricNames.Loss, MetricNames.LearningRate], rows[1].Values.Select(value => value.Key));
        Assert.Null(rows[1][MetricNames.Kl]);
    }

    [Theory]
    [InlineData("{\"step\":3,\"stage\":\"sft\",\"lo")]
    [InlineData("{")]
    [InlineData("")]
    public void A_torn_last_line_is_neither_read_nor_kept(string torn)
    {
        using (var log = new MetricsLog(Path))
        {
            log.Append(Row(1, 1));
            log.Append(Row(2, 2));
        }

        File.AppendAllText(Path, torn);
        Assert.Equal([1, 2], MetricsLog.Read(Path).Select(row => row.Step));

        using (var log = new MetricsLog(Path))
        {
            log.Append(Row(3, 3));
        }

        Assert.Equal([1, 2, 3], MetricsLog.Read(Path).Select(row => row.Step));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    [InlineData(9, 5)]
    public void Truncating_keeps_the_rows_up_to_the_step(long step, int kept)
    {
        using (var log = new MetricsLog(Path))
        {
            foreach (var number in Enumerable.Range(1, 5))
            {
                log.Append(Row(number, number));
            }

            log.TruncateAfter(step);
            log.Append(Row(step + 1, 7));
        }

        var rows = MetricsLog.Read(Path);
        Assert.Equal(kept + 1, rows.Count);
        Assert.Equal(7, rows[^1][MetricNames.Loss]);
    }

    [Fact]
    public void Truncating_cuts_at_a_row_that_cannot_be_read()
    {
        File.WriteAllText(Path, "{\"step\":1,\"stage\":\"a\"}\n\0\0\0\0\n{\"step\":2,\"stage\":\"a\"}\n");

        using (var log = new MetricsLog(Path))
        {
            log.TruncateAfter(5);
        }

        Assert.Equal([1], MetricsLog.Read(Path).Select(row => row.Step));
    }

    [Fact]
    public void Whatever_stands_behind_whole_rows_the_log_opens_and_goes_on()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), tail =>
        {
            File.Delete(Path);
            using (var log = new MetricsLog(Path))
            {
                log.Append(Row(1, 1));
            }

            using (var stream = new FileStream(Path, FileMode.Append))
            {
                stream.Write(tail ?? []);
            }

            using (var log = new MetricsLog(Path))
            {
                log.TruncateAfter(1);
                log.Append(Row(2, 2));
            }

            return MetricsLog.Read(Path).Select(row => row.Step).SequenceEqual([1, 2]);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_full_disk_is_one_clear_message()
    {
        File.CreateSymbolicLink(Path, "/dev/full");
        using var log = new MetricsLog(Path);

        var error = Assert.Throws<RunStorageException>(() => log.Append(Row(1, 1)));

        Assert.Contains(Path, error.Message);
        Assert.Contains("No space left", error.Message);
        Assert.Contains("--resume", error.Message);
    }

    [Fact]
    public void A_missing_file_has_no_rows() => Assert.Empty(MetricsLog.Read(_folder.PathTo("none.jsonl")));

    public void Dispose() => _folder.Dispose();

    private string Path => _folder.PathTo("metrics.jsonl");

    private static MetricsRow Row(long step, double loss) =>
        new(step, "sft") { [MetricNames.Loss] = loss, [MetricNames.LearningRate] = 1e-3 };
}
