namespace Ponder.Training.Recipes;

/// <summary>Writes the model as a Hugging Face folder.</summary>
public sealed record ExportStage : StageRecipe
{
    /// <summary>Where to; relative paths start in the run folder.</summary>
    public required string Path { get; init; }

    internal static ExportStage Read(Section section, string name, TaskRecipe task) =>
        new() { Name = name, Task = task, Path = section.Text("path", "model") };
}
