namespace Ponder.Training.Recipes;

/// <summary>Which model is trained: one from a file, or a new one of a given size.</summary>
public sealed record ModelRecipe
{
    /// <summary>A Hugging Face folder or a GGUF file; null for a new model.</summary>
    public string? Path { get; init; }

    /// <summary>Sizes of a new model; null where <see cref="Path"/> is set.</summary>
    public NewModelRecipe? New { get; init; }

    internal static ModelRecipe Read(Section section, string folder)
    {
        var path = section.OptionalText("path");
        if (path is not null == section.Has("new"))
        {
            throw section.Error("path", "write either path: (a model folder or GGUF file) or new: (sizes of a new model).");
        }
        return path is not null
            ? new ModelRecipe { Path = Paths.Resolve(folder, path), New = Skip(section) }
            : new ModelRecipe { New = NewModelRecipe.Read(section.Child("new")) };
    }

    private static NewModelRecipe? Skip(Section section)
    {
        _ = section.Has("new");
        return null;
    }
}
