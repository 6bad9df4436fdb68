using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ponder.Runs.Storage;

/// <summary>How a run folder writes JSON: snake_case names, readable text, no nulls, NaN and infinities as strings.</summary>
internal static class RunJson
{
    /// <summary>For one line of a log.</summary>
    public static JsonSerializerOptions Line { get; } = Create(indented: false);

    /// <summary>For a file that people read.</summary>
    public static JsonSerializerOptions Page { get; } = Create(indented: true);

    private static JsonSerializerOptions Create(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        WriteIndented = indented,
    };
}
