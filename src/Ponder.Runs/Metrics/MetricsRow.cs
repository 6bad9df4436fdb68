using System.Text.Json;
using Ponder.Runs.Storage;

namespace Ponder.Runs.Metrics;

/// <summary>What one step of a run measured: names of <see cref="MetricNames"/> (or a task's own) with values, in the order in which they were added.</summary>
public sealed class MetricsRow
{
    private const string StepKey = "step";
    private const string StageKey = "stage";
    private readonly List<KeyValuePair<string, double>> _values = [];

    /// <summary>Creates the row of a step.</summary>
    /// <param name="step">Step of the run, from 1, counted through all stages; rises from row to row.</param>
    /// <param name="stage">Name of the stage.</param>
    public MetricsRow(long step, string stage)
    {
        Step = step;
        Stage = stage;
    }

    /// <summary>Step of the run, from 1, counted through all stages.</summary>
    public long Step { get; }

    /// <summary>Name of the stage.</summary>
    public string Stage { get; }

    /// <summary>The values in order.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Values => _values;

    /// <summary>The value of a metric, or null where the row does not have it; setting null does nothing.</summary>
    public double? this[string name]
    {
        get
        {
            foreach (var (key, value) in _values)
            {
                if (key == name)
                {
                    return value;
                }
            }

            return null;
        }

        set
        {
            if (value is not { } number)
            {
                return;
            }

            var place = _values.FindIndex(pair => pair.Key == name);
            var pair = KeyValuePair.Create(name, number);
            if (place < 0)
            {
                _values.Add(pair);
            }
            else
            {
                _values[place] = pair;
            }
        }
    }

    /// <summary>The row as one JSON object: <c>{"step":3,"stage":"rl","loss":0.5}</c>.</summary>
    public byte[] ToJson()
    {
        var fields = new Dictionary<string, object>(_values.Count + 2) { [StepKey] = Step, [StageKey] = Stage };
        foreach (var (name, value) in _values)
        {
            fields[name] = value;
        }

        return JsonSerializer.SerializeToUtf8Bytes(fields, RunJson.Line);
    }

    /// <summary>Reads a row.</summary>
    /// <exception cref="JsonException">The line is not a JSON object with a step.</exception>
    public static MetricsRow FromJson(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(StepKey, out var step) || !step.TryGetInt64(out var number))
        {
            throw new JsonException($"expected an object with an integer \"{StepKey}\", got: {line}");
        }

        var row = new MetricsRow(number, root.TryGetProperty(StageKey, out var stage) ? stage.ToString() : "");
        foreach (var property in root.EnumerateObject())
        {
            if (property.Name is not (StepKey or StageKey))
            {
                row[property.Name] = property.Value.ValueKind == JsonValueKind.Number
                    ? property.Value.GetDouble()
                    : property.Value.GetString() switch
                    {
                        "NaN" => double.NaN,
                        "Infinity" => double.PositiveInfinity,
                        "-Infinity" => double.NegativeInfinity,
                        _ => null,
                    };
            }
        }

        return row;
    }
}
