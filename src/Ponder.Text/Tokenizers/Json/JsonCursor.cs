using System.Text.Json;

namespace Ponder.Text.Tokenizers.Json;

/// <summary>
/// A JSON value together with its place in the file, so that every complaint names file, path, expected and found.
/// </summary>
internal readonly struct JsonCursor(JsonElement element, string file, string path)
{
    public string File => file;

    public string Path => path.Length == 0 ? "the top level" : path;

    public bool IsNull => element.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    public bool IsObject => element.ValueKind == JsonValueKind.Object;

    public bool IsString => element.ValueKind == JsonValueKind.String;

    public bool IsArray => element.ValueKind == JsonValueKind.Array;

    /// <summary>The member, or a null value when it is absent.</summary>
    public JsonCursor this[string name]
    {
        get
        {
            var members = Object();
            try
            {
                var child = members.TryGetProperty(name, out var value) ? value : default;
                return new JsonCursor(child, file, path.Length == 0 ? name : path + "." + name);
            }
            catch (InvalidOperationException e)
            {
                throw InvalidName(e);
            }
        }
    }

    public static JsonDocument Parse(ReadOnlyMemory<byte> json, string file)
    {
        if (json.Span.StartsWith("\uFEFF"u8))
        {
            json = json[3..];
        }

        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            throw new UserException($"{file}: not valid JSON: {e.Message}", e);
        }
    }

    public IEnumerable<(string Name, JsonCursor Value)> Members()
    {
        foreach (var member in Object().EnumerateObject())
        {
            string name;
            try
            {
                name = member.Name;
            }
            catch (InvalidOperationException e)
            {
                throw InvalidName(e);
            }

            yield return (name, new JsonCursor(member.Value, file, path.Length == 0 ? name : path + "." + name));
        }
    }

    public int Count => Array().GetArrayLength();

    public IEnumerable<JsonCursor> Items()
    {
        var index = 0;
        foreach (var item in Array().EnumerateArray())
        {
            yield return new JsonCursor(item, file, $"{path}[{index++}]");
        }
    }

    public string String()
    {
        if (!IsString)
        {
            throw Wrong("a string");
        }

        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new UserException($"{file}: {Path}: the string is not valid Unicode", e);
        }
    }

    public string? OptionalString() => IsNull ? null : String();

    public int Int()
    {
        return element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var value) ? value : throw Wrong("an integer");
    }

    public int Int(int fallback) => IsNull ? fallback : Int();

    public double Double()
    {
        return element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var value) ? value : throw Wrong("a number");
    }

    public bool Bool(bool fallback)
    {
        return element.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => IsNull ? fallback : throw Wrong("true or false"),
        };
    }

    /// <summary>The <c>type</c> member by which the file names a component.</summary>
    public string Type() => this["type"].String();

    public UserException Wrong(string expected)
    {
        var found = element.ValueKind == JsonValueKind.Undefined ? "nothing" : element.GetRawText();
        found = found.Length > 60 ? found[..60] + "…" : found;
        return new UserException($"{file}: {Path}: expected {expected}, found {found}");
    }

    public UserException Invalid(string why) => new($"{file}: {Path}: {why}");

    /// <summary>The component exists in the format, and Ponder does not implement it.</summary>
    public UserException Unsupported(string component)
    {
        return new UserException(
            $"{file}: {Path}: {component} is not supported. Supported are byte-level and SentencePiece-style BPE models with the "
            + "components that docs/tokenizers.md lists; convert the tokenizer or use another model");
    }

    private UserException InvalidName(Exception cause) => new($"{file}: {Path}: a member's name is not valid Unicode", cause);

    private JsonElement Object() => IsObject ? element : throw Wrong("an object");

    private JsonElement Array() => IsArray ? element : throw Wrong("an array");
}
