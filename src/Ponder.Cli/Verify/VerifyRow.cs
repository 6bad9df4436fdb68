using System.Text.Json;
using Ponder.Text;
using Ponder.Verification.Extraction;

namespace Ponder.Cli.Verify;

/// <summary>One line of the input; a field that is missing or wrong is an error with file and line.</summary>
/// <param name="Json">The object.</param>
/// <param name="Source">The file, or <c>standard input</c>.</param>
/// <param name="Line">Number of the line, from 1.</param>
internal sealed record VerifyRow(JsonElement Json, string Source, long Line)
{
    private const int Deepest = 512;
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>Reads one line.</summary>
    public static VerifyRow Parse(string text, string source, long line)
    {
        JsonElement json;
        try
        {
            // A mark at the beginning of standard input comes as a letter.
            json = JsonElement.Parse(line == 1 ? text.TrimStart(ByteOrderMark) : text, new JsonDocumentOptions { MaxDepth = Deepest });
        }
        catch (JsonException e)
        {
            var at = e.BytePositionInLine is { } position ? $", byte {position}" : "";
            var why = e.Message.Split(" LineNumber:")[0].TrimEnd('.');
            throw new UserException($"{source}:{line}{at}: not JSON: {why}; expected one object per line, for example {{\"id\": 1, …}}", e);
        }

        return json.ValueKind == JsonValueKind.Object
            ? new VerifyRow(json, source, line)
            : throw new UserException($"{source}:{line}: expected a JSON object, got {Name(json.ValueKind)}");
    }

    /// <summary>The field <c>id</c>, or undefined.</summary>
    public JsonElement Id => Element("id");

    /// <summary>A field of any sort; undefined where it is missing or null.</summary>
    public JsonElement Element(string field) =>
        Json.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : default;

    /// <summary>A field that must be there.</summary>
    public JsonElement Required(string field) => Element(field) is { ValueKind: not JsonValueKind.Undefined } value
        ? value
        : throw Wrong($"the field \"{field}\" is missing; the row has {Fields()}");

    /// <summary>A text; numbers and truth values are taken as they are written.</summary>
    public string Text(string field) => TextOf(field, Required(field));

    /// <summary>A text, or null where the field is missing.</summary>
    public string? OptionalText(string field) =>
        Element(field) is { ValueKind: not JsonValueKind.Undefined } value ? TextOf(field, value) : null;

    /// <summary>A text or a list of texts that is not empty.</summary>
    public IReadOnlyList<string> Texts(string field)
    {
        var value = Required(field);
        if (value.ValueKind != JsonValueKind.Array)
        {
            return [TextOf(field, value)];
        }

        string[] texts = [.. value.EnumerateArray().Select(item => TextOf(field, item))];
        return texts.Length > 0 ? texts : throw Wrong($"the list \"{field}\" is empty; expected at least one text");
    }

    /// <summary>An error about this line.</summary>
    public UserException Wrong(string what) => new($"{Source}:{Line}: {what}");

    private string TextOf(string field, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => JsonText.Of(value),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw Wrong($"the field \"{field}\": expected a text, got {Name(value.ValueKind)}"),
    };

    private string Fields()
    {
        var names = Json.EnumerateObject().Select(p => p.Name).ToArray();
        return names.Length == 0 ? "no fields" : string.Join(", ", names);
    }

    private static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Object => "an object",
        JsonValueKind.Null or JsonValueKind.Undefined => "null",
        _ => "a truth value",
    };
}
