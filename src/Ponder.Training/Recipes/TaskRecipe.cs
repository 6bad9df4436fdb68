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

    /// <summary>The section with every default written out: equal for tasks that ask the same.</summary>
    public required string Resolved { get; init; }

    internal static TaskRecipe Read(Section section, string folder)
    {
        var options = TaskOptionsRecipe.Read(section);
        (string Key, string? Path)[] files =
        [
            .. options is JsonlTaskOptions jsonl
                ? [("file", jsonl.File), ("train", jsonl.Train), ("validation", jsonl.Validation), ("test", jsonl.Test)]
                : Array.Empty<(string, string?)>(),
            ("verifier.file", options.Verifier?.File),
        ];
        foreach (var (key, path) in files)
        {
            if (path is not null && !File.Exists(Paths.Resolve(folder, path)))
            {
                throw section.Error(key, $"there is no file {Paths.Resolve(folder, path)}.");
            }
        }
        var format = ReadFormat(section.Child("prompt"));
        var maxNewTokens = section.Whole("max_new_tokens", 128, 1);
        return new TaskRecipe
        {
            Source = Create(section, options, folder, files),
            Format = format,
            MaxNewTokens = maxNewTokens,
            Files = [.. files.Select(file => file.Path).OfType<string>().Select(path => Paths.Resolve(folder, path))],
            Resolved = section.Resolved.ToString(),
        };
    }

    private static ITaskSource Create(Section section, TaskOptions options, string folder, IEnumerable<(string Key, string? Path)> files)
    {
        try
        {
            return Tasks.Create(options, folder);
        }
        catch (UserException e)
        {
            // A message about one of the task's files names it: then its key is the place.
            var key = files.FirstOrDefault(file => file.Path is { } path && e.Message.Contains(Path.GetFileName(path), StringComparison.Ordinal)).Key;
            throw section.Error(key ?? "type", e.Message);
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
