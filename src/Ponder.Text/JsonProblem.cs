using System.Globalization;
using System.Text.Json;

namespace Ponder.Text;

/// <summary>Says what is wrong with a line of JSON in words for its author.</summary>
public static class JsonProblem
{
    /// <summary>The parser's sentence without its own coordinates, and the column in the line, from 1.</summary>
    public static string Of(JsonException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var text = exception.Message;
        var end = new[] { " Path:", " LineNumber:" }.Select(mark => text.IndexOf(mark, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(text.Length).Min();
        var column = exception.BytePositionInLine is { } position ? string.Create(CultureInfo.InvariantCulture, $" at column {position + 1}") : "";
        return $"{text[..end].TrimEnd('.', ' ')}{column}";
    }
}
