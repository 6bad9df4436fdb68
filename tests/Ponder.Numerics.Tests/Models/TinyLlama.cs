using Ponder.Models.Llama;

namespace Ponder.Numerics.Tests.Models;

/// <summary>Small models for tests: odd widths, grouped heads, a head width that is not width / heads.</summary>
internal static class TinyLlama
{
    public static LlamaOptions Options { get; } = new()
    {
        Vocabulary = 13,
        Width = 20,
        Layers = 2,
        Heads = 4,
        KvHeads = 2,
        HeadWidth = 8,
        FeedForward = 28,
        Context = 64,
        RmsEps = 1e-5,
    };

    public static int[][] Sequences { get; } = [[1, 2, 3, 4, 5], [7], [12, 0, 12, 11, 3, 2, 9]];

    public static LlamaModel New(LlamaOptions? options = null) => LlamaModel.New(options ?? Options, seed: 5, std: 0.3);
}
