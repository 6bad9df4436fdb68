using Ponder.Data.Addition;
using Ponder.Data.Countdown;
using Ponder.Data.Jsonl;
using Ponder.Data.Puzzles;
using Ponder.Data.WordProblems;
using Ponder.Text;

namespace Ponder.Data;

/// <summary>The table of tasks: the names that recipes use.</summary>
public static class Tasks
{
    /// <summary>All tasks, in the order in which they are listed to users.</summary>
    public static IReadOnlyList<TaskKind> All { get; } =
    [
        TaskKind.Of<AdditionOptions>("addition", "sums of two whole numbers", (o, folder) => new AdditionTask(o, folder)),
        TaskKind.Of<CountdownTaskOptions>("countdown", "reach a target with given numbers", (o, folder) => new CountdownTask(o, folder)),
        TaskKind.Of<WordProblemOptions>("word-problems", "easy word problems in English", (o, folder) => new WordProblemTask(o, folder)),
        TaskKind.Of<PuzzleTaskOptions>("puzzle", "puzzles of one or several families, by their rules", (o, folder) => new PuzzleTask(o, folder)),
        TaskKind.Of<JsonlTaskOptions>("jsonl", "questions and answers from JSON Lines files", (o, folder) => new JsonlTask(o, folder)),
    ];

    /// <summary>The row of a name.</summary>
    /// <exception cref="UserException">There is no such task.</exception>
    public static TaskKind Find(string name) => All.FirstOrDefault(k => k.Name == name)
        ?? throw new UserException($"task: there is no \"{name}\"; known are {string.Join(", ", All.Select(k => k.Name))}");

    /// <summary>Creates the task that <paramref name="options"/> describe.</summary>
    /// <param name="options">One of the records that the table names.</param>
    /// <param name="folder">Where relative paths begin: the recipe's folder.</param>
    /// <exception cref="UserException">An option is wrong, or a file is missing or malformed.</exception>
    public static ITaskSource Create(TaskOptions options, string folder) =>
        All.FirstOrDefault(k => k.OptionsType == options.GetType()) is { } kind
            ? kind.Create(options, folder)
            : throw new ArgumentException($"no task has options of the type {options.GetType().Name}", nameof(options));
}
