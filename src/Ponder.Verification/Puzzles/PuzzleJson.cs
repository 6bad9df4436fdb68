using System.Text.Json;

namespace Ponder.Verification.Puzzles;

/// <summary>JSON in answers.</summary>
internal static class PuzzleJson
{
    /// <summary>The document, or null where the text is not JSON.</summary>
    public static JsonDocument? Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 16 });
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A list of texts, or null where the text is anything else.</summary>
    public static string[]? Texts(string text)
    {
        using var document = Parse(text);
        return document is { RootElement: { ValueKind: JsonValueKind.Array } root } && root.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String)
            ? Safe(root)
            : null;
    }

    // An escaped lone surrogate is valid JSON, but not a text.
    private static string[]? Safe(JsonElement root)
    {
        try
        {
            return [.. root.EnumerateArray().Select(e => e.GetString() ?? "")];
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
