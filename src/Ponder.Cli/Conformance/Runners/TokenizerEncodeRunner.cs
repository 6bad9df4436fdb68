using System.Text.Json;
using Ponder.Text.Tokenizers;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>One row of <c>encode.jsonl</c>: ids, offsets, ids with added and without recognised special tokens, decoded texts.</summary>
internal sealed class TokenizerEncodeRunner : ICaseRunner
{
    public Comparison Run(ConformanceCase item, ConformanceContext context)
    {
        var comparison = new Comparison();
        var row = context.Row(item);
        var tokenizer = GoldenTokenizer.Load(item, context);
        var (text, ids) = (row.GetProperty("text").GetString()!, RealTokensRunner.Ids(row, "ids")!);
        var encoded = tokenizer.EncodeWithOffsets(text, new EncodingOptions());
        comparison.Equal<int>("ids", ids, tokenizer.Encode(text));
        comparison.Equal<int>("ids with offsets", ids, [.. encoded.Ids]);
        comparison.Equal<(int, int)>(
            "offsets",
            [.. row.GetProperty("offsets").EnumerateArray().Select(o => (o[0].GetInt32(), o[1].GetInt32()))],
            [.. encoded.Offsets.Select(o => (o.Start, o.End))]);

        // A field is absent where it equals the one before it.
        comparison.Equal<int>(
            "ids_with_special", RealTokensRunner.Ids(row, "ids_with_special") ?? ids, tokenizer.Encode(text, addSpecial: true));
        comparison.Equal<int>(
            "ids_special_as_text", RealTokensRunner.Ids(row, "ids_special_as_text") ?? ids,
            [.. tokenizer.EncodeWithOffsets(text, new EncodingOptions { SpecialAsText = true }).Ids]);
        var decoded = Text(row, "decoded") ?? text;
        comparison.Equal("decoded", decoded, tokenizer.Decode(ids, skipSpecial: false));
        comparison.Equal("decoded_skip_special", Text(row, "decoded_skip_special") ?? decoded, tokenizer.Decode(ids));
        return comparison;
    }

    private static string? Text(JsonElement row, string key) => row.TryGetProperty(key, out var text) ? text.GetString() : null;
}
