using Ponder.Models.Llama;

namespace Ponder.Cli.Bench;

/// <summary>The models that benches run: new ones with random weights, for speed does not depend on their values.</summary>
internal static class BenchModels
{
    /// <summary>5 M parameters: fits the caches.</summary>
    public static LlamaOptions Small { get; } = new()
    {
        Vocabulary = 512,
        Width = 256,
        Layers = 6,
        Heads = 8,
        KvHeads = 8,
        HeadWidth = 32,
        FeedForward = 704,
        Context = 1024,
    };

    /// <summary>The sizes of SmolLM2-135M.</summary>
    public static LlamaOptions SmolLm2 { get; } = new()
    {
        Vocabulary = 49152,
        Width = 576,
        Layers = 30,
        Heads = 9,
        KvHeads = 3,
        HeadWidth = 64,
        FeedForward = 1536,
        Context = 2048,
        Tied = true,
    };

    /// <summary>Parameters of the matrix products of one token, the head included.</summary>
    public static long MatrixParameters(LlamaOptions o)
    {
        var (query, kv) = ((long)o.Heads * o.HeadWidth, (long)o.KvHeads * o.HeadWidth);
        return ((long)o.Vocabulary * o.Width) + (o.Layers * ((2 * query * o.Width) + (2 * kv * o.Width) + (3L * o.FeedForward * o.Width)));
    }
}
