using System.Collections;
using System.Globalization;
using System.Text.Json;
using Ponder.Models.Checkpoints.Gguf;
using Ponder.Tensors;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>Every key, value and small tensor of a GGUF file against the JSON beside it.</summary>
internal sealed class GgufMetadataRunner : ICaseRunner
{
    public Comparison Run(ConformanceCase item, ConformanceContext context)
    {
        var comparison = new Comparison();
        var expected = context.Json(Path.ChangeExtension(item.Path, ".json"));
        using var file = GgufFile.Open(item.Path);
        comparison.Equal("version", expected.GetProperty("version").GetInt32(), file.Version);
        comparison.Equal("alignment", expected.GetProperty("alignment").GetInt32(), file.Alignment);

        var rows = expected.GetProperty("metadata").EnumerateArray().ToList();
        comparison.Equal("number of keys", rows.Count, file.Metadata.Values.Count);
        foreach (var row in rows)
        {
            var key = row.GetProperty("key").GetString()!;
            if (!file.Metadata.Values.TryGetValue(key, out var value))
            {
                comparison.Require(false, $"the key '{key}' is missing");
                continue;
            }

            comparison.Equal($"type of '{key}'", row.GetProperty("type").GetString(), TypeName(value));
            CompareValue(comparison, $"'{key}'", row.GetProperty("value"), value);
        }

        foreach (var tensor in expected.GetProperty("tensors").EnumerateObject())
        {
            CompareTensor(comparison, tensor, file);
        }

        return comparison;
    }

    private static void CompareValue(Comparison comparison, string what, JsonElement expected, object got)
    {
        switch (got)
        {
            case Array array:
                var items = expected.ValueKind == JsonValueKind.Object
                    ? [.. Enumerable.Range(0, expected.GetProperty("range").GetInt32()).Select(i => JsonSerializer.SerializeToElement(i))]
                    : expected.EnumerateArray().ToList();
                comparison.Equal($"length of {what}", items.Count, array.Length);
                foreach (var (wanted, had) in items.Zip(((IEnumerable)array).Cast<object>()))
                {
                    CompareValue(comparison, what, wanted, had);
                }

                break;
            case string text:
                comparison.Equal(what, expected.GetString(), text);
                break;
            case bool flag:
                comparison.Equal(what, expected.GetBoolean(), flag);
                break;
            case float single:
                comparison.Require(Same((float)Number(expected), single), $"{what}: expected {expected}, got {single}");
                break;
            case double number:
                comparison.Require(Same(Number(expected), number), $"{what}: expected {expected}, got {number}");
                break;
            default:
                comparison.Equal(what, expected.ToString(), Convert.ToString(got, CultureInfo.InvariantCulture));
                break;
        }
    }

    // The sign of a zero counts, the bits of a NaN do not.
    private static bool Same(double expected, double got) =>
        expected.Equals(got) && (double.IsNaN(expected) || double.IsNegative(expected) == double.IsNegative(got));

    // Numbers that JSON cannot hold are strings there.
    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? value.GetDouble()
        : value.GetString() switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            "nan" => double.NaN,
            var text => double.Parse(text!, CultureInfo.InvariantCulture),
        };

    private static string TypeName(object value) => value switch
    {
        byte => "uint8",
        sbyte => "int8",
        ushort => "uint16",
        short => "int16",
        uint => "uint32",
        int => "int32",
        ulong => "uint64",
        long => "int64",
        float => "float32",
        double => "float64",
        bool => "bool",
        string => "string",
        _ => "array",
    };

    private static void CompareTensor(Comparison comparison, JsonProperty expected, GgufFile file)
    {
        var name = expected.Name;
        if (!file.Tensors.TryGetValue(name, out var tensor))
        {
            throw new CheckpointException($"{file.Path}: there is no tensor '{name}'");
        }

        var values = new float[tensor.Count];
        file.ReadFloats(tensor, 0, values);
        comparison.Near($"tensor '{name}'", Flatten(expected.Value).ToArray(), values, 0);
    }

    private static IEnumerable<float> Flatten(JsonElement values) => values.ValueKind == JsonValueKind.Array
        ? values.EnumerateArray().SelectMany(Flatten)
        : [(float)Number(values)];
}
