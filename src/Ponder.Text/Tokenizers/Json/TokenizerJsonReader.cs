using Ponder.Text.Tokenizers.Models;

namespace Ponder.Text.Tokenizers.Json;

/// <summary>
/// Reads <c>tokenizer.json</c>. The members <c>truncation</c> and <c>padding</c> are ignored: callers cut and pack themselves.
/// </summary>
internal static class TokenizerJsonReader
{
    public static TokenizerParts Read(byte[] json, string file)
    {
        using var document = JsonCursor.Parse(json, file);
        var root = JsonCursor.Root(document, file);
        if (!root.IsObject || root["model"].IsNull)
        {
            throw root.Wrong("an object with a member \"model\" (Hugging Face tokenizer.json)");
        }

        var (preTokenizer, byteLevel) = PreTokenizerJson.Read(root["pre_tokenizer"]);
        var model = BpeModelJson.Read(root["model"], byteLevel);
        var (frame, trimOffsets) = PostProcessorJson.Read(root["post_processor"]);
        return new TokenizerParts
        {
            AddedTokens = ReadAddedTokens(root["added_tokens"], model.Vocabulary),
            Normalizer = NormalizerJson.Read(root["normalizer"]),
            PreTokenizer = preTokenizer,
            ByteLevel = byteLevel,
            Model = model,
            Frame = frame,
            TrimOffsets = trimOffsets,
            Decoder = DecoderJson.Read(root["decoder"]),
            Json = json,
        };
    }

    private static List<AddedToken> ReadAddedTokens(JsonCursor node, Vocabulary vocabulary)
    {
        var tokens = new List<AddedToken>();
        if (node.IsNull)
        {
            return tokens;
        }

        var texts = new Dictionary<int, string>();
        foreach (var item in node.Items())
        {
            var special = item["special"].Bool(false);
            var token = new AddedToken
            {
                Id = ReadId(item["id"]),
                Content = item["content"].String(),
                Special = special,
                Normalized = item["normalized"].Bool(!special),
                StripLeft = item["lstrip"].Bool(false),
                StripRight = item["rstrip"].Bool(false),
                SingleWord = item["single_word"].Bool(false),
            };
            if (vocabulary.TokenOf(token.Id) is { } known && known != token.Content)
            {
                throw item.Invalid($"the id {token.Id} of \"{token.Content}\" already belongs to \"{known}\" in model.vocab");
            }

            if (!texts.TryAdd(token.Id, token.Content) && texts[token.Id] != token.Content)
            {
                throw item.Invalid($"the id {token.Id} of \"{token.Content}\" already belongs to \"{texts[token.Id]}\"");
            }

            tokens.Add(token);
        }

        return tokens;
    }

    public static int ReadId(JsonCursor node)
    {
        var id = node.Int();
        return id is >= 0 and < Vocabulary.MaximumSize ? id : throw node.Wrong($"an id from 0 to {Vocabulary.MaximumSize - 1}");
    }
}
