using Ponder.Data;
using Ponder.Data.Generation;
using Ponder.Text;

namespace Ponder.Training.Reinforcement;

/// <summary>The training items of a task as an endless stream of prompts; every pass over the items has its own order, unless the task keeps that of its items.</summary>
/// <param name="task">The task.</param>
/// <param name="seed">Seed of the orders.</param>
/// <param name="build">Renders and tokenizes an item as the prompt with an ordinal.</param>
/// <param name="curriculum">Chooses the difficulty of the items; null where it does not follow the answers.</param>
public sealed class PromptStream(ITaskSource task, ulong seed, Func<TaskItem, long, Prompt> build, ICurriculum? curriculum = null)
{
    private readonly long _count = task.Count(Split.Train) is > 0 and var count
        ? count
        : throw new UserException($"Task {task.Name} has no training items.");

    /// <summary>Renders and tokenizes an item.</summary>
    public Prompt Build(TaskItem item, long ordinal) => build(item, ordinal);

    /// <summary>Where the next prompt comes from: the number of prompts drawn so far.</summary>
    public long Position { get; set; }

    /// <summary>Draws the next prompts.</summary>
    public IReadOnlyList<Prompt> Next(int count) => [.. NextItems(count).Select(pair => build(pair.Item, pair.Ordinal))];

    /// <summary>Draws the next items with their ordinals.</summary>
    public IReadOnlyList<(TaskItem Item, long Ordinal)> NextItems(int count)
    {
        var items = new (TaskItem, long)[count];
        for (var i = 0; i < count; i++)
        {
            var ordinal = Position++;
            var (epoch, place) = Math.DivRem(ordinal, _count);
            var index = task.IsOrdered ? place : new ItemPermutation(new KeyedHash($"prompts/{epoch}", seed), _count)[place];
            items[i] = (curriculum?.ItemAt(index) ?? task.ItemAt(Split.Train, index), ordinal);
        }
        return items;
    }
}
