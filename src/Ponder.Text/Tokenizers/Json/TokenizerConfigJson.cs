using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ponder.Text.Tokenizers.Json;

/// <summary>Reads and writes <c>tokenizer_config.json</c>.</summary>
internal static class TokenizerConfigJson
{
    public static JsonWriterOptions WriterOptions { get; } = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    public static TokenizerConfig Read(byte[] json, string file)
    {
        using var document = JsonCursor.Parse(json, file);
        var root = JsonCursor.Root(document, file);
        return new TokenizerConfig
        {
            BosToken = ReadToken(root["bos_token"]),
            EosToken = ReadToken(root["eos_token"]),
            PadToken = ReadToken(root["pad_token"]),
            UnknownToken = ReadToken(root["unk_token"]),
            ChatTemplate = ReadChatTemplate(root["chat_template"]),
            Json = json,
        };
    }

    public static byte[] Write(TokenizerConfig config)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("tokenizer_class", "PreTrainedTokenizerFast");
            WriteOptional(writer, "bos_token", config.BosToken);
            WriteOptional(writer, "eos_token", config.EosToken);
            WriteOptional(writer, "pad_token", config.PadToken);
            WriteOptional(writer, "unk_token", config.UnknownToken);
            writer.WriteBoolean("clean_up_tokenization_spaces", false);
            WriteOptional(writer, "chat_template", config.ChatTemplate);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A token is a string, or an object that holds it as <c>content</c>.</summary>
    private static string? ReadToken(JsonCursor node) => node.IsObject ? node["content"].OptionalString() : node.OptionalString();

    /// <summary>A template is a string, or a list of named ones of which <c>default</c> counts.</summary>
    private static string? ReadChatTemplate(JsonCursor node)
    {
        if (!node.IsArray)
        {
            return node.OptionalString();
        }

        var named = node.Items().FirstOrDefault(t => t["name"].OptionalString() == "default");
        return named.IsNull ? null : named["template"].OptionalString();
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
