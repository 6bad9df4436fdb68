using System.Text.Json;

namespace Ponder.Tensors.Safetensors;

/// <summary>
/// Turns the tokens of a safetensors header into entries; refuses duplicates, wrong kinds and missing fields.
/// </summary>
internal sealed class HeaderParser(string path)
{
    private const string MetadataKey = "__metadata__";
    private bool _sawMetadata;

    public Dictionary<string, SafetensorsEntry> Tensors { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    public void ReadObject(ref Utf8JsonReader reader)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (name == MetadataKey)
            {
                ReadMetadata(ref reader);
                continue;
            }

            var entry = ReadEntry(ref reader, name);
            if (!Tensors.TryAdd(name, entry))
            {
                throw Fault($"tensor '{name}' is listed twice");
            }
        }
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        if (_sawMetadata)
        {
            throw Fault($"{MetadataKey} is given twice");
        }

        _sawMetadata = true;
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        Expect(ref reader, JsonTokenType.StartObject, $"{MetadataKey} must be a map of strings");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            Expect(ref reader, JsonTokenType.String, $"{MetadataKey} '{key}' must be a string");
            if (!Metadata.TryAdd(key, reader.GetString()!))
            {
                throw Fault($"{MetadataKey} '{key}' is given twice");
            }
        }
    }

    private SafetensorsEntry ReadEntry(ref Utf8JsonReader reader, string name)
    {
        Expect(ref reader, JsonTokenType.StartObject, $"tensor '{name}' must be a map with dtype, shape and data_offsets");
        SafetensorsDType? dtype = null;
        long[]? shape = null;
        long[]? offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = reader.GetString()!;
            reader.Read();
            switch (field)
            {
                case "dtype":
                    Once(dtype is null, name, field);
                    dtype = ReadDType(ref reader, name);
                    break;
                case "shape":
                    Once(shape is null, name, field);
                    shape = ReadIntegers(ref reader, name, field);
                    break;
                case "data_offsets":
                    Once(offsets is null, name, field);
                    offsets = ReadIntegers(ref reader, name, field);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (offsets is { Length: not 2 })
        {
            throw Fault($"tensor '{name}': data_offsets must be two numbers, got {offsets.Length}");
        }

        if (dtype is null || shape is null || offsets is null)
        {
            var missing = dtype is null ? "dtype" : shape is null ? "shape" : "data_offsets";
            throw Fault($"tensor '{name}' has no {missing}");
        }

        if (offsets[1] < offsets[0])
        {
            throw Fault($"tensor '{name}': data_offsets [{offsets[0]}, {offsets[1]}] run backwards");
        }

        return new SafetensorsEntry(name, dtype.Value, shape, offsets[0], offsets[1]);
    }

    private SafetensorsDType ReadDType(ref Utf8JsonReader reader, string name)
    {
        Expect(ref reader, JsonTokenType.String, $"tensor '{name}': dtype must be a string");
        var text = reader.GetString()!;
        return SafetensorsDTypes.TryParse(text, out var dtype)
            ? dtype
            : throw Fault($"tensor '{name}': unknown dtype '{text}'");
    }

    private long[] ReadIntegers(ref Utf8JsonReader reader, string name, string field)
    {
        Expect(ref reader, JsonTokenType.StartArray, $"tensor '{name}': {field} must be a list of non-negative integers");
        var values = new List<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var value) || value < 0)
            {
                throw Fault($"tensor '{name}': {field} must be a list of non-negative integers below 2^63");
            }

            values.Add(value);
        }

        return [.. values];
    }

    private void Once(bool first, string name, string field)
    {
        if (!first)
        {
            throw Fault($"tensor '{name}': {field} is given twice");
        }
    }

    private void Expect(ref Utf8JsonReader reader, JsonTokenType type, string rule)
    {
        if (reader.TokenType != type)
        {
            throw Fault($"{rule}; got {reader.TokenType}");
        }
    }

    private CheckpointException Fault(string what) => SafetensorsHeader.Fault(path, what);
}
