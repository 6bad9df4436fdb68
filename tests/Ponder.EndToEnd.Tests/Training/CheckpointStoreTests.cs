using Ponder.Text;
using Ponder.Training.Checkpoints;
using Xunit;

namespace Ponder.EndToEnd.Tests.Training;

public sealed class CheckpointStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ponder-checkpoints-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static TrainState At(int step) => new() { Step = step, StageStep = step };

    private static void WriteWeights(string folder) => File.WriteAllText(Path.Combine(folder, "weights"), "w");

    [Fact]
    public void Latest_after_several_saves_is_the_newest_by_number()
    {
        var store = new CheckpointStore(_folder, 5);

        store.Save(At(9), WriteWeights);
        store.Save(At(100), WriteWeights);
        store.Save(At(20), WriteWeights);

        Assert.Equal(100, CheckpointStore.ReadState(store.Latest()!).Step);
    }

    [Fact]
    public void Save_beyond_the_number_to_keep_deletes_the_oldest()
    {
        var store = new CheckpointStore(_folder, 2);

        foreach (var step in new[] { 1, 2, 3, 4 })
        {
            store.Save(At(step), WriteWeights);
        }

        Assert.Equal([3, 4], store.All().Select(path => CheckpointStore.ReadState(path).Step));
    }

    [Fact]
    public void Save_that_fails_leaves_the_older_checkpoint_and_no_rest()
    {
        var store = new CheckpointStore(_folder, 2);
        store.Save(At(1), WriteWeights);

        Assert.Throws<IOException>(() => store.Save(At(2), _ => throw new IOException("No space left on device")));

        Assert.Equal(1, CheckpointStore.ReadState(store.Latest()!).Step);
        Assert.Single(Directory.EnumerateDirectories(_folder));
    }

    [Fact]
    public void Checkpoint_whose_write_was_killed_does_not_count()
    {
        var store = new CheckpointStore(_folder, 2);
        store.Save(At(1), WriteWeights);
        Directory.CreateDirectory(Path.Combine(_folder, "step-2.partial"));

        Assert.Equal(1, CheckpointStore.ReadState(store.Latest()!).Step);
    }

    [Fact]
    public void Kill_between_two_checkpoints_of_one_step_leaves_the_older_one()
    {
        var store = new CheckpointStore(_folder, 1);
        var place = store.Save(At(7), WriteWeights);
        Directory.Move(place, place + ".replaced");

        Assert.Equal(7, CheckpointStore.ReadState(store.Latest()!).Step);
    }

    [Fact]
    public void Damaged_state_is_named()
    {
        var store = new CheckpointStore(_folder, 1);
        var place = store.Save(At(7), WriteWeights);
        File.WriteAllText(Path.Combine(place, "state.json"), "{\"step\":");

        var error = Assert.Throws<UserException>(() => CheckpointStore.ReadState(place));

        Assert.Contains("state.json", error.Message, StringComparison.Ordinal);
    }
}
