namespace Ponder.Training.Recipes;

/// <summary>Supervised steps on the task's demonstrations; only the demonstration counts, the prompt is masked.</summary>
public sealed record SftStage : StageRecipe
{
    /// <summary>Number of updates.</summary>
    public required int Steps { get; init; }

    /// <summary>Demonstrations per update.</summary>
    public required int Batch { get; init; }

    /// <summary>Most tokens in one forward and backward pass.</summary>
    public required int MicroBatchTokens { get; init; }

    /// <summary>Optimiser of this stage.</summary>
    public required OptimiserRecipe Optimiser { get; init; }

    internal static SftStage Read(Section section, string name, TaskRecipe task) => new()
    {
        Name = name,
        Task = task,
        Steps = section.Whole("steps", null, 1),
        Batch = section.Whole("batch", 64, 1),
        MicroBatchTokens = section.Whole("micro_batch_tokens", 8192, 1),
        Optimiser = OptimiserRecipe.Read(section.Child("optimiser"), 1e-3),
    };
}
