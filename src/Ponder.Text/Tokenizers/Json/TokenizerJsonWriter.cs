using System.Buffers;
using System.Text.Json;

namespace Ponder.Text.Tokenizers.Json;

/// <summary>Writes a <c>tokenizer.json</c> with a BPE model, in the form that Hugging Face's <c>tokenizers</c> reads.</summary>
internal sealed class TokenizerJsonWriter
{
    /// <summary>Tokens by id; null leaves a hole.</summary>
    public required IReadOnlyList<string?> Tokens { get; init; }

    public IReadOnlyList<(string Left, string Right)> Merges { get; init; } = [];

    public IReadOnlyList<AddedToken> AddedTokens { get; init; } = [];

    public string? UnknownToken { get; init; }

    public bool ByteFallback { get; init; }

    public bool IgnoreMerges { get; init; }

    /// <summary>The members <c>normalizer</c>, <c>pre_tokenizer</c> and <c>decoder</c> as JSON.</summary>
    public string Normalizer { get; init; } = "null";

    /// <inheritdoc cref="Normalizer"/>
    public string PreTokenizer { get; init; } = "null";

    /// <inheritdoc cref="Normalizer"/>
    public required string Decoder { get; init; }

    /// <summary>Ids that <c>addSpecial</c> puts before and after the text.</summary>
    public SpecialFrame Frame { get; init; } = SpecialFrame.None;

    public byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        using (var json = new Utf8JsonWriter(buffer, TokenizerConfigJson.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("version", "1.0");
            json.WriteNull("truncation");
            json.WriteNull("padding");
            WriteAddedTokens(json);
            WriteRaw(json, "normalizer", Normalizer);
            WriteRaw(json, "pre_tokenizer", PreTokenizer);
            WriteFrame(json);
            WriteRaw(json, "decoder", Decoder);
            WriteModel(json);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private void WriteAddedTokens(Utf8JsonWriter json)
    {
        json.WriteStartArray("added_tokens");
        foreach (var token in AddedTokens.OrderBy(t => t.Id))
        {
            json.WriteStartObject();
            json.WriteNumber("id", token.Id);
            json.WriteString("content", token.Content);
            json.WriteBoolean("single_word", token.SingleWord);
            json.WriteBoolean("lstrip", token.StripLeft);
            json.WriteBoolean("rstrip", token.StripRight);
            json.WriteBoolean("normalized", token.Normalized);
            json.WriteBoolean("special", token.Special);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteFrame(Utf8JsonWriter json)
    {
        if (Frame.Before.Count + Frame.After.Count == 0)
        {
            json.WriteNull("post_processor");
            return;
        }

        json.WriteStartObject("post_processor");
        json.WriteString("type", "TemplateProcessing");
        json.WriteStartArray("single");
        WriteSpecials(json, Frame.Before);
        WriteSequence(json, "A", 0);
        WriteSpecials(json, Frame.After);
        json.WriteEndArray();
        json.WriteStartArray("pair");
        WriteSpecials(json, Frame.Before);
        WriteSequence(json, "A", 0);
        WriteSequence(json, "B", 1);
        WriteSpecials(json, Frame.After);
        json.WriteEndArray();
        json.WriteStartObject("special_tokens");
        foreach (var id in Frame.Before.Concat(Frame.After).Distinct())
        {
            json.WriteStartObject(Tokens[id]!);
            json.WriteString("id", Tokens[id]);
            json.WriteStartArray("ids");
            json.WriteNumberValue(id);
            json.WriteEndArray();
            json.WriteStartArray("tokens");
            json.WriteStringValue(Tokens[id]);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteSpecials(Utf8JsonWriter json, IEnumerable<int> ids)
    {
        foreach (var id in ids)
        {
            json.WriteStartObject();
            json.WriteStartObject("SpecialToken");
            json.WriteString("id", Tokens[id]);
            json.WriteNumber("type_id", 0);
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    private static void WriteSequence(Utf8JsonWriter json, string name, int type)
    {
        json.WriteStartObject();
        json.WriteStartObject("Sequence");
        json.WriteString("id", name);
        json.WriteNumber("type_id", type);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteModel(Utf8JsonWriter json)
    {
        json.WriteStartObject("model");
        json.WriteString("type", "BPE");
        json.WriteNull("dropout");
        json.WriteString("unk_token", UnknownToken);
        json.WriteNull("continuing_subword_prefix");
        json.WriteNull("end_of_word_suffix");
        json.WriteBoolean("fuse_unk", UnknownToken is not null);
        json.WriteBoolean("byte_fallback", ByteFallback);
        json.WriteBoolean("ignore_merges", IgnoreMerges);
        json.WriteStartObject("vocab");
        for (var id = 0; id < Tokens.Count; id++)
        {
            if (Tokens[id] is { } token)
            {
                json.WriteNumber(token, id);
            }
        }

        json.WriteEndObject();
        json.WriteStartArray("merges");
        foreach (var (left, right) in Merges)
        {
            json.WriteStartArray();
            json.WriteStringValue(left);
            json.WriteStringValue(right);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRaw(Utf8JsonWriter json, string name, string value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value);
    }
}
