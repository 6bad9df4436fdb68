using Ponder.Data;
using Ponder.Data.Jsonl;
using Ponder.Data.Prompts;
using Ponder.Text;

namespace Ponder.Training.Recipes;

/// <summary>A task, what stands around its questions, and how long answers may be.</summary>
public sealed record TaskRecipe
{
    /// <summary>Items and verifier.</summary>
    public required ITaskSource Source { get; init; }

    /// <summary>What stands around a question.</summary>
    public required PromptFormat Format { get; init; }

    /// <summary>Limit of new tokens where a stage does not set its own.</summary>
    public required int MaxNewTokens { get; init; }

    /// <summary>Files that the task reads.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    internal static TaskRecipe Read(Section section, string folder)
    {
        var options = TaskOptionsRecipe.Read(section);
        var format = ReadFormat(section.Child("prompt"));
        var maxNewTokens = section.Whole("max_new_tokens", 128, 1);
        string?[] files = options is JsonlTaskOptions jsonl
            ? [jsonl.File, jsonl.Train, jsonl.Validation, jsonl.Test, options.Verifier?.File]
            : [options.Verifier?.File];
        return new TaskRecipe
        {
            Source = Create(section, options, folder),
            Format = format,
            MaxNewTokens = maxNewTokens,
            Files = [.. files.OfType<string>().Select(file => Paths.Resolve(folder, file))],
        };
    }

    private static ITaskSource Create(Section section, TaskOptions options, string folder)
    {
        try
        {
            return Tasks.Create(options, folder);
        }
        catch (UserException e)
        {
            throw section.Error("type", e.Message);
        }
    }

    private static PromptFormat ReadFormat(Section section)
    {
        var format = new PromptFormat
        {
            Style = section.Choice("style", "plain", "plain", "chat") == "chat" ? PromptStyle.Chat : PromptStyle.Plain,
            System = section.OptionalText("system"),
            Suffix = section.Text("suffix", ""),
            Shots = [.. section.Children("shots").Select(shot => new Shot(shot.Text("question"), shot.Text("answer")))],
        };
        return format.Style == PromptStyle.Chat ? format : format with { Separator = section.Text("separator", format.Separator) };
    }
}
