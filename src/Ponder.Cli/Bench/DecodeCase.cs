using Ponder.Models.Llama;
using Ponder.Tensors;

namespace Ponder.Cli.Bench;

/// <summary>A row of <c>bench decode</c> or <c>bench prefill</c>.</summary>
/// <param name="Name">Of the row.</param>
/// <param name="Options">Sizes of the model.</param>
/// <param name="Precision">Of the operands of matrix products.</param>
/// <param name="Batch">Prompts at the same time.</param>
/// <param name="Prompt">Tokens of each prompt.</param>
/// <param name="New">Tokens generated for each.</param>
/// <param name="Asked">Whether it runs only when named: it takes minutes.</param>
public sealed record DecodeCase(string Name, LlamaOptions Options, LinearPrecision Precision, int Batch, int Prompt, int New, bool Asked)
{
    /// <summary>Generation from prompts of 32 tokens, for batches of 1, 8, 32 and 64.</summary>
    public static IReadOnlyList<DecodeCase> Decode { get; } =
    [
        .. from model in Models
           from precision in Precisions
           from batch in new[] { 1, 8, 32, 64 }
           select new DecodeCase(
               $"decode/{model.Name}/{precision.Name}/b{batch}", model.Options, precision.Value, batch, 32, model.Asked ? 64 : 128, model.Asked),
    ];

    /// <summary>One prompt of 512 tokens and its first new token.</summary>
    public static IReadOnlyList<DecodeCase> Prefill { get; } =
    [
        .. from model in Models
           from precision in Precisions
           select new DecodeCase($"prefill/{model.Name}/{precision.Name}/512", model.Options, precision.Value, 1, 512, 1, model.Asked),
    ];

    private static (string Name, LlamaOptions Options, bool Asked)[] Models => [("small", BenchModels.Small, false), ("smollm2", BenchModels.SmolLm2, true)];

    private static (string Name, LinearPrecision Value)[] Precisions => [("fp32", LinearPrecision.Float32), ("bf16", LinearPrecision.BFloat16)];
}
