using Ponder.Runs;

namespace Ponder.Training.Pipelines;

/// <summary>What the command line asks of a training run.</summary>
public sealed record RunRequest
{
    /// <summary>The recipe's file.</summary>
    public required string RecipePath { get; init; }

    /// <summary>Overrides, <c>key=value</c>.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>Whether the newest run of the recipe goes on; where there is none, a new one starts.</summary>
    public bool Resume { get; init; }

    /// <summary>The folder of all runs.</summary>
    /// <value><c>runs</c> in the working directory.</value>
    public string RunsRoot { get; init; } = "runs";

    /// <summary>Hears what the run does; null for nobody.</summary>
    public IRunObserver? Display { get; init; }

    /// <summary>Clock of ids, events and timings.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Appended to the run's id, for example <c>seed2</c>.</summary>
    public string? Label { get; init; }
}
