namespace Ponder.Text.Tokenizers.Json;

/// <summary>Reads a pattern: <c>{"String": "…"}</c> or <c>{"Regex": "…"}</c>.</summary>
internal static class PatternJson
{
    public static TextPattern Read(JsonCursor node)
    {
        if (node["String"].OptionalString() is { } literal)
        {
            return TextPattern.Literal(literal);
        }

        var expression = node["Regex"].OptionalString() ?? throw node.Wrong("{\"String\": …} or {\"Regex\": …}");
        try
        {
            return TextPattern.FromRegex(expression);
        }
        catch (ArgumentException e)
        {
            throw node.Unsupported($"the regular expression {expression} ({e.Message})");
        }
    }
}
