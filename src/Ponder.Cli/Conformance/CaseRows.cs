using System.Text.Json;

namespace Ponder.Cli.Conformance;

/// <summary>Rows of a golden file: JSON Lines, a JSON array, or the array under <c>cases</c>.</summary>
public static class CaseRows
{
    /// <summary>Reads all rows with their ids; where a row has no id, its number from 0.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">The field that holds the id.</param>
    public static IEnumerable<(string Id, JsonElement Row)> Read(string path, string key = "id") =>
        Rows(path).Select((row, i) => (IdOf(row, key) ?? i.ToString(), row));

    private static IEnumerable<JsonElement> Rows(string path)
    {
        if (!path.EndsWith(".jsonl", StringComparison.Ordinal))
        {
            var root = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
            var array = root.ValueKind == JsonValueKind.Array ? root : root.GetProperty("cases");
            return array.EnumerateArray();
        }

        // Lines end at \n only: other line separators occur inside strings.
        return File.ReadAllText(path)
            .Split('\n')
            .Where(line => !string.IsNullOrWhiteSpace(line))
            .Select(line => JsonDocument.Parse(line).RootElement);
    }

    private static string? IdOf(JsonElement row, string key) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(key, out var id)
            ? id.ValueKind == JsonValueKind.String ? id.GetString() : id.GetRawText()
            : null;
}
