using Ponder.Evaluation;
using Ponder.Runs;

namespace Ponder.Training.Pipelines;

/// <summary>How a run ended.</summary>
public sealed record RunResult
{
    /// <summary>Where everything is.</summary>
    public required RunFolder Folder { get; init; }

    /// <summary>False where the run was interrupted, after a clean checkpoint.</summary>
    public required bool Completed { get; init; }

    /// <summary>Steps of the run that are done.</summary>
    public required int Steps { get; init; }

    /// <summary>SHA-256 of the weights.</summary>
    public required string WeightsHash { get; init; }

    /// <summary>The accuracies that eval stages of the run measured, by stage; those of earlier lives included.</summary>
    public required IReadOnlyList<KeyValuePair<string, Proportion>> Accuracies { get; init; }

    /// <summary>Memory of the stages that ran in this process.</summary>
    public required IReadOnlyList<StageMemory> Memory { get; init; }

    /// <summary>The folder of the last checkpoint, which <c>generate</c> takes as a model.</summary>
    public string? Checkpoint { get; init; }
}
