namespace Ponder.Training.Recipes;

/// <summary>One stage of a run.</summary>
public abstract record StageRecipe
{
    /// <summary>The stage's name in metrics and on the screen.</summary>
    public required string Name { get; init; }

    /// <summary>The task of this stage.</summary>
    public required TaskRecipe Task { get; init; }
}
