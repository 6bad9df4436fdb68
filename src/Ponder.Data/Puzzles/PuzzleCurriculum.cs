using System.Globalization;

namespace Ponder.Data.Puzzles;

/// <summary>A mix of families of puzzles, each at the level that keeps its success in a band.</summary>
internal sealed class PuzzleCurriculum(PuzzleTask task, DifficultyController controller, int highest) : ICurriculum
{
    private const int ProbesOfLevel = 4;

    /// <inheritdoc/>
    public IReadOnlyList<DifficultyState> State => controller.State;

    /// <inheritdoc/>
    public TaskItem ItemAt(long index) => task.ItemAt(Split.Train, index, controller.Level(task.FamilyAt(index)));

    /// <inheritdoc/>
    public IEnumerable<TaskItem> Probes() =>
        from level in Enumerable.Range(1, highest)
        from index in Enumerable.Range(0, ProbesOfLevel * task.Families.Count)
        select task.ItemAt(Split.Train, index, level);

    /// <inheritdoc/>
    public string FamilyOf(string id) => Place(id).Family;

    /// <inheritdoc/>
    public void Record(string id, double score)
    {
        var (family, level) = Place(id);
        controller.Record(family, level, score);
    }

    /// <inheritdoc/>
    public void Restore(IReadOnlyList<DifficultyState> state) => controller.Restore(state);

    // split/family/level/index
    private static (string Family, int Level) Place(string id) => id.Split('/') is [_, var family, var level, _] && int.TryParse(level, CultureInfo.InvariantCulture, out var number)
        ? (family, number)
        : throw new ArgumentException($"\"{id}\" is no puzzle of a mix", nameof(id));
}
