using System.Text.Json;

namespace Ponder.Text.Tokenizers.Json;

/// <summary>
/// A JSON value together with its place in the file, so that every complaint names file, path, expected and found.
/// </summary>
/// <remarks>The path is put together only when it is asked for: vocabularies have hundreds of thousands of entries.</remarks>
internal readonly struct JsonCursor
{
    private readonly JsonElement _element;
    private readonly string _file;
    private readonly string _parent;
    private readonly string? _name;
    private readonly int _index;

    private JsonCursor(JsonElement element, string file, string parent, string? name, int index)
    {
        (_element, _file, _parent, _name, _index) = (element, file, parent, name, index);
    }

    public string Path => _name is null && _index < 0 ? "the top level" : FullPath;

    public bool IsNull => _element.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    public bool IsObject => _element.ValueKind == JsonValueKind.Object;

    public bool IsString => _element.ValueKind == JsonValueKind.String;

    public bool IsArray => _element.ValueKind == JsonValueKind.Array;

    /// <summary>The member, or a null value when it is absent.</summary>
    public JsonCursor this[string name]
    {
        get
        {
            var members = Object();
            try
            {
                var child = members.TryGetProperty(name, out var value) ? value : default;
                return new JsonCursor(child, _file, FullPath, name, -1);
            }
            catch (InvalidOperationException e)
            {
                throw InvalidName(e);
            }
        }
    }

    private string FullPath
    {
        get
        {
            var name = _name ?? (_index < 0 ? "" : $"[{_index}]");
            return _parent.Length == 0 || _name is null ? _parent + name : _parent + "." + name;
        }
    }

    public static JsonCursor Root(JsonDocument document, string file) => new(document.RootElement, file, "", null, -1);

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
        var path = FullPath;
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

            yield return (name, new JsonCursor(member.Value, _file, path, name, -1));
        }
    }

    public int Count => Array().GetArrayLength();

    public IEnumerable<JsonCursor> Items()
    {
        var (path, index) = (FullPath, 0);
        foreach (var item in Array().EnumerateArray())
        {
            yield return new JsonCursor(item, _file, path, null, index++);
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
            return _element.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new UserException($"{_file}: {Path}: the string is not valid Unicode", e);
        }
    }

    public string? OptionalString() => IsNull ? null : String();

    public int Int()
    {
        return _element.ValueKind == JsonValueKind.Number && _element.TryGetInt32(out var value) ? value : throw Wrong("an integer");
    }

    public int Int(int fallback) => IsNull ? fallback : Int();

    public double Double()
    {
        return _element.ValueKind == JsonValueKind.Number && _element.TryGetDouble(out var value) ? value : throw Wrong("a number");
    }

    public bool Bool(bool fallback)
    {
        return _element.ValueKind switch
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
        var found = _element.ValueKind == JsonValueKind.Undefined ? "nothing" : _element.GetRawText();
        found = found.Length > 60 ? found[..60] + "…" : found;
        return new UserException($"{_file}: {Path}: expected {expected}, found {found}");
    }

    public UserException Invalid(string why) => new($"{_file}: {Path}: {why}");

    /// <summary>The component exists in the format, and Ponder does not implement it.</summary>
    public UserException Unsupported(string component)
    {
        return new UserException(
            $"{_file}: {Path}: {component} is not supported. Supported are byte-level and SentencePiece-style BPE models with the "
            + "components that docs/tokenizers.md lists; convert the tokenizer or use another model");
    }

    private UserException InvalidName(Exception cause) => new($"{_file}: {Path}: a member's name is not valid Unicode", cause);

    private JsonElement Object() => IsObject ? _element : throw Wrong("an object");

    private JsonElement Array() => IsArray ? _element : throw Wrong("an array");
}
