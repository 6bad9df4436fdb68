using Ponder.Models.Llama;
using Ponder.Tensors;

namespace Ponder.Cli.Bench;

/// <summary>A row of <c>bench train</c>.</summary>
/// <param name="Name">Of the row.</param>
/// <param name="Options">Sizes of the model.</param>
/// <param name="Sequences">Sequences per step.</param>
/// <param name="Length">Tokens per sequence.</param>
/// <param name="Precision">Of the operands of matrix products.</param>
/// <param name="Asked">Whether it runs only when named: it takes minutes.</param>
public sealed record TrainCase(string Name, LlamaOptions Options, int Sequences, int Length, LinearPrecision Precision, bool Asked = false)
{
    /// <summary>All rows.</summary>
    public static IReadOnlyList<TrainCase> All { get; } =
    [
        new("train/small/fp32", BenchModels.Small, 32, 256, LinearPrecision.Float32),
        new("train/small/bf16", BenchModels.Small, 32, 256, LinearPrecision.BFloat16),
        new("train/smollm2/fp32", BenchModels.SmolLm2, 4, 512, LinearPrecision.Float32),
        new("train/smollm2/bf16", BenchModels.SmolLm2, 4, 512, LinearPrecision.BFloat16),
    ];
}
