using System.Text.Json;
using Ponder.Text;

namespace Ponder.Cli.Generate;

/// <summary>One line of a file of prompts: <c>{"id": "7", "prompt": "…"}</c> or <c>{"id": "7", "messages": [{"role": "user", "content": "…"}]}</c>.</summary>
/// <param name="Id">The line's id, or its number from 0.</param>
/// <param name="Prompt">The text to continue, or the one message of a conversation.</param>
/// <param name="Messages">A conversation; null where the line holds a prompt.</param>
internal sealed record PromptLine(string Id, string? Prompt, IReadOnlyList<Message>? Messages)
{
    private const string Expected = "expected an object with \"prompt\" (text) or \"messages\" (a list of {\"role\", \"content\"})";

    /// <summary>Reads all lines; empty ones are left out.</summary>
    /// <exception cref="UserException">A line is not as described; the message says which.</exception>
    public static IEnumerable<PromptLine> ReadAll(TextReader reader, string source)
    {
        var count = 0;
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return Read(line, $"{source}:{number}", count++);
            }
        }
    }

    private static PromptLine Read(string line, string where, int place)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw new UserException($"{where}: {Expected}, got a {root.ValueKind.ToString().ToLowerInvariant()}");
            }

            var id = root.TryGetProperty("id", out var given) ? given.ToString() : place.ToString();
            if (root.TryGetProperty("messages", out var messages) && messages.ValueKind == JsonValueKind.Array && messages.GetArrayLength() > 0)
            {
                return new PromptLine(id, null, [.. messages.EnumerateArray().Select(message => new Message(Text(message, "role", where), Text(message, "content", where)))]);
            }

            return new PromptLine(id, Text(root, "prompt", where), null);
        }
        catch (JsonException exception)
        {
            throw new UserException($"{where}: not JSON: {JsonProblem.Of(exception)}. Every line must be one object; {Expected}.", exception);
        }
    }

    private static string Text(JsonElement element, string name, string where) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() ?? ""
            : throw new UserException($"{where}: {Expected}; \"{name}\" is missing or no text");
}
