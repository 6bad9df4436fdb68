using Ponder.Runs;

namespace Ponder.Training.Pipelines;

/// <summary>What the command line asks of a training run.</summary>
public sealed record RunRequest
{
    /// <summary>The folder of all runs where nothing else is said: <c>runs</c> in the working directory.</summary>
    public const string UsualRoot = "runs";

    /// <summary>The recipe's file.</summary>
    public required string RecipePath { get; init; }

    /// <summary>Overrides, <c>key=value</c>.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>Whether the newest run of the recipe (with this <see cref="Label"/>, where there is one) goes on; an error where there is none.</summary>
    public bool Resume { get; init; }

    /// <summary>The folder of all runs.</summary>
    /// <value><see cref="UsualRoot"/>.</value>
    public string RunsRoot { get; init; } = UsualRoot;

    /// <summary>Hears what the run does; null for nobody.</summary>
    public IRunObserver? Display { get; init; }

    /// <summary>Clock of ids, events and timings.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Appended to the run's id, for example <c>seed2</c>.</summary>
    public string? Label { get; init; }
}
