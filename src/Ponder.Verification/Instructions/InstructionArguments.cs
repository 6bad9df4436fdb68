using System.Text.Json;
using Ponder.Verification.Extraction;

namespace Ponder.Verification.Instructions;

/// <summary>The arguments of one instruction. A missing or wrong one is noted in <see cref="Problem"/>; then there is no verdict.</summary>
internal sealed class InstructionArguments(JsonElement json)
{
    /// <summary>What is wrong with the arguments; null while nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>A text.</summary>
    public string Text(string name)
    {
        if (Find(name) is { ValueKind: JsonValueKind.String } value)
        {
            return JsonText.Of(value);
        }

        Wrong(name, "a text");
        return "";
    }

    /// <summary>A text, or null where it is missing.</summary>
    public string? OptionalText(string name) => Find(name) is { ValueKind: JsonValueKind.String } value ? JsonText.Of(value) : null;

    /// <summary>A whole number; one with a fraction part of zero is whole.</summary>
    public int Number(string name)
    {
        if (Find(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number)
            && number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue)
        {
            return (int)number;
        }

        Wrong(name, "a whole number");
        return 0;
    }

    /// <summary>A list of texts; one text is a list of one.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        var value = Find(name);
        if (value.ValueKind == JsonValueKind.String)
        {
            return [JsonText.Of(value)];
        }

        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
        {
            return [.. value.EnumerateArray().Select(JsonText.Of)];
        }

        Wrong(name, "a list of texts");
        return [];
    }

    /// <summary>Compares a count with a bound under the relation <c>less than</c> or <c>at least</c>.</summary>
    public bool Holds(int count, string bound, string relation)
    {
        var limit = Number(bound);
        switch (Text(relation))
        {
            case "less than":
                return count < limit;
            case "at least":
                return count >= limit;
            default:
                Wrong(relation, "\"less than\" or \"at least\"");
                return false;
        }
    }

    /// <summary>Notes a wrong argument.</summary>
    public void Wrong(string name, string expected) => Problem ??= $"the argument {name}: expected {expected}";

    private JsonElement Find(string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;
}
