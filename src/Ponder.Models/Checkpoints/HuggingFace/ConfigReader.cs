using System.Text.Json;
using System.Text.Unicode;
using Ponder.Tensors;

namespace Ponder.Models.Checkpoints.HuggingFace;

/// <summary>Reads typed values of a JSON configuration; errors name the file and the key. A null counts as absent.</summary>
public sealed class ConfigReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private readonly string _path;
    private readonly string _prefix;

    /// <summary>A reader of a JSON object.</summary>
    /// <param name="path">The file's name for messages.</param>
    /// <param name="json">The object.</param>
    /// <param name="prefix">Keys above this object, for messages.</param>
    public ConfigReader(string path, JsonElement json, string prefix = "")
    {
        _path = path;
        _prefix = prefix;
        Json = json.ValueKind == JsonValueKind.Object ? json : throw new CheckpointException($"{path}: {prefix} must be a JSON object");
    }

    /// <summary>The object.</summary>
    public JsonElement Json { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="CheckpointException">It is missing or no JSON object.</exception>
    public static ConfigReader Open(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            return Utf8.IsValid(bytes)
                ? new ConfigReader(path, JsonDocument.Parse(bytes, Strict).RootElement)
                : throw new CheckpointException($"{path}: not valid UTF-8");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CheckpointException($"{path}: no such file", e);
        }
        catch (JsonException e)
        {
            throw new CheckpointException($"{path}: not valid JSON: {e.Message}", e);
        }
    }

    /// <summary>Whether the key has a value.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>An integer, or null.</summary>
    /// <exception cref="CheckpointException">The value is something else.</exception>
    public int? IntegerOf(string key) => Find(key) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number
        : throw Fault(key, $"must be an integer, got {value.GetRawText()}");

    /// <summary>An integer that must be there.</summary>
    /// <exception cref="CheckpointException">It is absent or something else.</exception>
    public int Require(string key) => IntegerOf(key) ?? throw Fault(key, "is missing");

    /// <summary>A number, or null.</summary>
    /// <exception cref="CheckpointException">The value is something else.</exception>
    public double? NumberOf(string key) => Find(key) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number ? value.GetDouble()
        : throw Fault(key, $"must be a number, got {value.GetRawText()}");

    /// <summary>A truth value, or null.</summary>
    /// <exception cref="CheckpointException">The value is something else.</exception>
    public bool? FlagOf(string key) => Find(key) is not { } value ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Fault(key, $"must be true or false, got {value.GetRawText()}");

    /// <summary>A string, or null.</summary>
    /// <exception cref="CheckpointException">The value is something else.</exception>
    public string? TextOf(string key) => Find(key) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Fault(key, $"must be a string, got {value.GetRawText()}");

    /// <summary>A list of numbers, or null.</summary>
    /// <exception cref="CheckpointException">The value is something else.</exception>
    public IReadOnlyList<double>? NumbersOf(string key) => Find(key) is not { } value ? null
        : value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.Number)
            ? [.. value.EnumerateArray().Select(e => e.GetDouble())]
        : throw Fault(key, "must be a list of numbers");

    /// <summary>One id or a list of ids; empty when absent.</summary>
    /// <exception cref="CheckpointException">The value is something else.</exception>
    public IReadOnlyList<int> IdsOf(string key) => Find(key) is { ValueKind: JsonValueKind.Array }
        ? [.. NumbersOf(key)!.Select(number => (int)number)]
        : IntegerOf(key) is { } id ? [id] : [];

    /// <summary>A nested object, or null.</summary>
    /// <exception cref="CheckpointException">The value is something else.</exception>
    public ConfigReader? Section(string key) => Find(key) is { } value ? new ConfigReader(_path, value, $"{_prefix}{key}.") : null;

    /// <summary>Throws when there are problems, all in one message.</summary>
    /// <exception cref="CheckpointException">There are.</exception>
    public void Check(IEnumerable<string> problems)
    {
        var all = string.Join("; ", problems);
        if (all.Length > 0)
        {
            throw new CheckpointException($"{_path}: {all}");
        }
    }

    /// <summary>An error about a key.</summary>
    public CheckpointException Fault(string key, string what) => new($"{_path}: {_prefix}{key} {what}");

    private JsonElement? Find(string key) =>
        Json.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
