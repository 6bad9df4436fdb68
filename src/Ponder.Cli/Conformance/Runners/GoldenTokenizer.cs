using System.IO.Compression;
using System.Text.Json;
using Ponder.Text.Tokenizers;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>The tokenizer beside a file of the area <c>tokenizers</c>: <c>tokenizer.json</c>, plain or with gzip.</summary>
internal static class GoldenTokenizer
{
    private const string FileName = "tokenizer.json";

    /// <summary>The tokenizer of a case, loaded once per area.</summary>
    public static Tokenizer Load(ConformanceCase item, ConformanceContext context) => context.Once(
        "tokenizer:" + Folder(item, context),
        () => Tokenizer.FromJson(Read(Folder(item, context)), new TokenizerConfig(), Path.Combine(Folder(item, context), FileName)));

    /// <summary>Its model: <c>BPE</c>, <c>Unigram</c>, <c>WordPiece</c>.</summary>
    public static string ModelOf(ConformanceCase item, ConformanceContext context)
    {
        var folder = Folder(item, context);
        return context.Once("tokenizer-model:" + folder, () =>
        {
            using var json = JsonDocument.Parse(Read(folder));
            return json.RootElement.GetProperty("model").TryGetProperty("type", out var type) ? type.GetString()! : "BPE";
        });
    }

    /// <summary>The case's own folder where it has a tokenizer, else the folder of that name beside the models.</summary>
    private static string Folder(ConformanceCase item, ConformanceContext context)
    {
        var own = Path.GetDirectoryName(item.Path)!;
        var other = Path.Combine(context.TokenizersFolder, Path.GetRelativePath(item.Folder, own));
        return !HasFile(own) && HasFile(other) ? other : own;
    }

    private static bool HasFile(string folder) =>
        File.Exists(Path.Combine(folder, FileName)) || File.Exists(Path.Combine(folder, FileName + ".gz"));

    private static byte[] Read(string folder)
    {
        var plain = Path.Combine(folder, FileName);
        if (File.Exists(plain))
        {
            return File.ReadAllBytes(plain);
        }

        using var packed = new GZipStream(File.OpenRead(plain + ".gz"), CompressionMode.Decompress);
        using var json = new MemoryStream();
        packed.CopyTo(json);
        return json.ToArray();
    }
}
