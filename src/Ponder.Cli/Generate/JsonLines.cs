using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ponder.Cli.Generate;

/// <summary>How verbs write JSON Lines: one object per line, letters of all languages as they are.</summary>
internal static class JsonLines
{
    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line without its end.</summary>
    public static string Line<T>(T row) => JsonSerializer.Serialize(row, s_options);
}
