using System.Text.Json;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>One string of <c>tokens.json</c>: ids with and without what the tokenizer adds, and decoded text.</summary>
internal sealed class RealTokensRunner : ICaseRunner
{
    public Comparison Run(ConformanceCase item, ConformanceContext context)
    {
        var comparison = new Comparison();
        var row = context.Row(item, key: "");
        var tokenizer = RealModel.Of(item).Tokenizer(context);
        var text = row.GetProperty("text").GetString()!;
        var ids = Ids(row, "ids")!;
        if (Ids(row, "ids_no_bos") is { } bare)
        {
            comparison.Equal<int>("ids_no_bos", bare, tokenizer.Encode(text, addSpecial: false));
            comparison.Equal<int>("ids", ids, tokenizer.Encode(text, addSpecial: true));
            comparison.Equal("decoded", row.GetProperty("decoded").GetString(), tokenizer.Decode(ids, skipSpecial: true));
        }
        else
        {
            comparison.Equal<int>("ids", ids, tokenizer.Encode(text));
            comparison.Equal("decoded", row.GetProperty("decoded").GetString(), tokenizer.Decode(ids, skipSpecial: false));
        }

        if (row.TryGetProperty("decoded_skip_special", out var plain))
        {
            comparison.Equal("decoded_skip_special", plain.GetString(), tokenizer.Decode(ids, skipSpecial: true));
        }

        return comparison;
    }

    internal static int[]? Ids(JsonElement row, string key) =>
        row.TryGetProperty(key, out var ids) ? [.. ids.EnumerateArray().Select(id => id.GetInt32())] : null;
}
