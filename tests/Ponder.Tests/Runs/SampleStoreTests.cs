using Ponder.Runs.Samples;
using Ponder.Text;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Tests.Runs;

public sealed class SampleStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Trajectories_written_are_trajectories_read()
    {
        var store = new SampleStore(_folder.PathTo("samples"));
        store.Write(12, [Sample(12), Sample(12)]);
        store.Write(3, [Sample(3)]);

        Assert.Equal([3, 12], store.Steps());
        var read = store.Read(12);
        Assert.Equal(2, read.Count);
        Assert.Equal("3 + 4 = \u2028 <b>7</b>\nover two lines", read[0].Completion);
        Assert.Equal([float.NegativeInfinity, -0.1f], read[0].LogProbs);
        Assert.Empty(store.Read(4));
    }

    [Fact]
    public void Truncating_drops_later_steps()
    {
        var store = new SampleStore(_folder.PathTo("samples"));
        store.Write(3, [Sample(3)]);
        store.Write(12, [Sample(12)]);

        store.TruncateAfter(3);

        Assert.Equal([3], store.Steps());
    }

    [Fact]
    public void A_rollout_becomes_a_record_with_the_verdict_apart_from_its_reason()
    {
        var record = SampleRecord.Of(5, "rl", Rollout(), "wrong: no-box", null, 0.25, -1);

        Assert.Equal("wrong", record.Verdict);
        Assert.Equal("no-box", record.Reason);
        Assert.Equal("length", record.Finish);
        Assert.Equal("train/7", record.Id);
    }

    public void Dispose() => _folder.Dispose();

    internal static SampleRecord Sample(long step) =>
        SampleRecord.Of(step, "rl", Rollout(), "correct: equal", "7", 1, 0.5);

    private static Rollout Rollout() => new()
    {
        Prompt = new Prompt
        {
            Task = "addition",
            Id = "train/7",
            Ordinal = 7,
            Question = "3 + 4",
            Text = "3 + 4 =",
            Tokens = [1, 2],
            Answer = "7",
        },
        Sample = 0,
        Tokens = [5, 6],
        LogProbs = [float.NegativeInfinity, -0.1f],
        Versions = [1, 1],
        Text = "3 + 4 = \u2028 <b>7</b>\nover two lines",
        Finish = FinishReason.Length,
    };
}
