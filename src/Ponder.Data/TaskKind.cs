namespace Ponder.Data;

/// <summary>One row of the table of tasks.</summary>
/// <param name="Name">The name that recipes use.</param>
/// <param name="Summary">What it is, in one line.</param>
/// <param name="Defaults">Its options with nothing set; the type of the record is the type of the task's
/// options.</param>
/// <param name="Create">Creates the task from such options and the folder where relative paths begin.</param>
public sealed record TaskKind(string Name, string Summary, TaskOptions Defaults, Func<TaskOptions, string, ITaskSource> Create)
{
    /// <summary>The record of its options.</summary>
    public Type OptionsType => Defaults.GetType();

    internal static TaskKind Of<TOptions>(string name, string summary, Func<TOptions, string, ITaskSource> create)
        where TOptions : TaskOptions, new() => new(name, summary, new TOptions(), (options, folder) => create((TOptions)options, folder));
}
