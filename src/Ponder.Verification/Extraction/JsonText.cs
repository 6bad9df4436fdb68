using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ponder.Verification.Extraction;

/// <summary>Texts of JSON documents, lone surrogates included: model output may hold them, escaped as <c>\ud800</c>.</summary>
public static class JsonText
{
    /// <summary>The text of a JSON string, exactly as the document says it, even where it is not well-formed UTF-16.</summary>
    /// <param name="value">A JSON string.</param>
    public static string Of(JsonElement value)
    {
        try
        {
            return value.GetString() ?? "";
        }
        catch (InvalidOperationException) when (value.ValueKind == JsonValueKind.String)
        {
            return Unescape(value.GetRawText().AsSpan(1..^1));
        }
    }

    // The document is valid JSON, so every backslash starts a complete escape.
    private static string Unescape(ReadOnlySpan<char> raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            if (raw[i] == 'u')
            {
                text.Append((char)ushort.Parse(raw.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 4;
                continue;
            }

            text.Append(raw[i] switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', var c => c });
        }

        return text.ToString();
    }
}
