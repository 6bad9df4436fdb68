using Ponder.Data.Puzzles;

namespace Ponder.Data;

/// <summary>Training items whose difficulty follows the answers to earlier ones.</summary>
/// <remarks>Not thread-safe. The same answers in the same order give the same items; the state goes into checkpoints.</remarks>
public interface ICurriculum
{
    /// <summary>Where it stands; give it to <see cref="Restore"/> to continue.</summary>
    IReadOnlyList<DifficultyState> State { get; }

    /// <summary>The training item at an index, at the difficulty of now.</summary>
    TaskItem ItemAt(long index);

    /// <summary>A few items of every difficulty that it may come to, for checks before a run.</summary>
    IEnumerable<TaskItem> Probes();

    /// <summary>The family of an item, by its name.</summary>
    string FamilyOf(string id);

    /// <summary>Takes note of one answer.</summary>
    /// <param name="id">Name of the item, <see cref="TaskItem.Id"/>.</param>
    /// <param name="score">Its score, 0 to 1.</param>
    void Record(string id, double score);

    /// <summary>Puts it where it stood.</summary>
    void Restore(IReadOnlyList<DifficultyState> state);
}
