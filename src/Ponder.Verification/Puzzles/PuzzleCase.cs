using System.Text.Json;

namespace Ponder.Verification.Puzzles;

/// <summary>One puzzle: its text, and where the data set has them its stored answer and its state.</summary>
internal sealed record PuzzleCase(string Question, string? Reference, JsonElement Metadata)
{
    /// <summary>A member of the metadata; undefined where there is none.</summary>
    public JsonElement Member(string key) =>
        Metadata.ValueKind == JsonValueKind.Object && Metadata.TryGetProperty(key, out var value) ? value : default;

    /// <summary>A text of the metadata.</summary>
    public string? Text(string key) => Member(key) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A number of the metadata, as written.</summary>
    public string? NumberText(string key) => Member(key) is { ValueKind: JsonValueKind.Number } value ? value.GetRawText() : null;

    /// <summary>The stored answer: of the request, else of that member of the metadata.</summary>
    public string? Stored(string key) => Reference ?? Text(key) ?? NumberText(key);

    /// <summary>The part of the question after a phrase; null where the phrase is missing.</summary>
    public string? After(string phrase)
    {
        var at = Question.LastIndexOf(phrase, StringComparison.Ordinal);
        return at < 0 ? null : Question[(at + phrase.Length)..];
    }

    /// <summary>The part of the question between two phrases: the first start, and the next end after it.</summary>
    public string? Between(string start, string end)
    {
        var from = Question.IndexOf(start, StringComparison.Ordinal);
        if (from < 0)
        {
            return null;
        }

        from += start.Length;
        var to = Question.IndexOf(end, from, StringComparison.Ordinal);
        return to < 0 ? null : Question[from..to];
    }
}
