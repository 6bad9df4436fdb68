using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Ponder.Text.Tokenizers;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Tests.Text.Tokenizers;

/// <summary>Ids, offsets and decoded texts of Hugging Face's <c>tokenizers</c>, for every BPE tokenizer of the golden data.</summary>
[Trait("Speed", "slow")]
public sealed class TokenizerGoldenTests
{
    [SharedTheory("golden", "tokenizers")]
    [InlineData("deepseek_v3")]
    [InlineData("gptoss")]
    [InlineData("llama2")]
    [InlineData("llama3")]
    [InlineData("qwen3")]
    [InlineData("small/bbpe_512")]
    [InlineData("small/bbpe_2048")]
    [InlineData("small/spm_bpe_900")]
    public void Tokenizer_golden_set_equals_reference(string name)
    {
        var folder = SharedFolder.Find("golden", "tokenizers", name)!;
        var tokenizer = Load(folder);
        var faults = new StringBuilder();

        foreach (var line in File.ReadLines(Path.Combine(folder, "encode.jsonl")))
        {
            CheckEncoding(tokenizer, JsonDocument.Parse(line).RootElement, faults);
        }

        foreach (var line in File.ReadLines(Path.Combine(folder, "stream.jsonl")))
        {
            CheckStream(tokenizer, JsonDocument.Parse(line).RootElement, faults);
        }

        Assert.True(faults.Length == 0, faults.ToString());
    }

    private static Tokenizer Load(string folder)
    {
        var packed = Path.Combine(folder, "tokenizer.json.gz");
        if (!File.Exists(packed))
        {
            return Tokenizer.FromFile(Path.Combine(folder, "tokenizer.json"));
        }

        using var stream = new GZipStream(File.OpenRead(packed), CompressionMode.Decompress);
        using var json = new MemoryStream();
        stream.CopyTo(json);
        return Tokenizer.FromJson(json.ToArray(), new TokenizerConfig(), packed);
    }

    private static void CheckEncoding(Tokenizer tokenizer, JsonElement row, StringBuilder faults)
    {
        var text = row.GetProperty("text").GetString()!;
        var ids = Ids(row, "ids")!;
        void Expect(string what, string expected, string got)
        {
            if (expected != got)
            {
                faults.AppendLine($"{row.GetProperty("id")} {what}: {JsonSerializer.Serialize(text)}: {expected} != {got}");
            }
        }

        var encoded = tokenizer.EncodeWithOffsets(text, new EncodingOptions());
        Expect("ids", Show(ids), Show(tokenizer.Encode(text)));
        Expect("ids with offsets", Show(ids), Show(encoded.Ids));
        var offsets = row.GetProperty("offsets").EnumerateArray().Select(o => $"{o[0]}-{o[1]}");
        Expect("offsets", string.Join(' ', offsets), string.Join(' ', encoded.Offsets.Select(o => $"{o.Start}-{o.End}")));
        Expect("special", Show(Ids(row, "ids_with_special") ?? ids), Show(tokenizer.Encode(text, addSpecial: true)));
        Expect("as text", Show(Ids(row, "ids_special_as_text") ?? ids),
            Show(tokenizer.EncodeWithOffsets(text, new EncodingOptions { SpecialAsText = true }).Ids));
        var decoded = row.TryGetProperty("decoded", out var d) ? d.GetString()! : text;
        Expect("decoded", decoded, tokenizer.Decode(ids, skipSpecial: false));
        var skipped = row.TryGetProperty("decoded_skip_special", out var s) ? s.GetString()! : decoded;
        Expect("decoded without special", skipped, tokenizer.Decode(ids));
    }

    private static void CheckStream(Tokenizer tokenizer, JsonElement row, StringBuilder faults)
    {
        var stream = tokenizer.StreamDecode(row.GetProperty("skip_special").GetBoolean());
        var pieces = row.GetProperty("pieces").EnumerateArray().Select(p => p.GetString()!).ToArray();
        var (emitted, certain) = ("", "");
        var name = $"stream {row.GetProperty("kind")} {row.GetProperty("id")}";
        foreach (var (id, piece) in Ids(row, "ids")!.Zip(pieces))
        {
            emitted += stream.Push(id);
            certain += piece;
            if (!certain.StartsWith(emitted, StringComparison.Ordinal))
            {
                faults.AppendLine($"{name}: emitted {JsonSerializer.Serialize(emitted)} of {JsonSerializer.Serialize(certain)}");
                return;
            }
        }

        emitted += stream.Flush();
        if (emitted != row.GetProperty("final").GetString())
        {
            faults.AppendLine($"{name}: {JsonSerializer.Serialize(emitted)} != {row.GetProperty("final")}");
        }
    }

    private static int[]? Ids(JsonElement row, string name)
    {
        return row.TryGetProperty(name, out var ids) ? ids.EnumerateArray().Select(i => i.GetInt32()).ToArray() : null;
    }

    private static string Show(IEnumerable<int> ids) => string.Join(' ', ids);
}
