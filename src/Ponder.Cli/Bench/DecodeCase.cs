using Ponder.Models.Llama;
using Ponder.Tensors;

namespace Ponder.Cli.Bench;

/// <summary>A row of <c>bench decode</c> or <c>bench prefill</c>.</summary>
/// <param name="Name">Of the row.</param>
/// <param name="Options">Sizes of the model.</param>
/// <param name="Format">How weights are held: fp32, bf16 or int8.</param>
/// <param name="Batch">Prompts at the same time.</param>
/// <param name="Prompt">Tokens of each prompt.</param>
/// <param name="New">Tokens generated for each.</param>
/// <param name="Asked">Whether it runs only when named.</param>
public sealed record DecodeCase(string Name, LlamaOptions Options, string Format, int Batch, int Prompt, int New, bool Asked)
{
    /// <summary>Generation from prompts of 32 tokens, sampling included, for batches of 1 to 128.</summary>
    public static IReadOnlyList<DecodeCase> Decode { get; } =
    [
        .. from model in Models
           from format in new[] { "fp32", "bf16", "int8" }
           from batch in new[] { 1, 8, 32, 64, 128 }
           select new DecodeCase($"decode/{model.Name}/{format}/b{batch}", model.Options, format, batch, 32, 64, Asked: model.Name == "small"),
    ];

    /// <summary>Prompts of 512 tokens and the first new token of each: the head is computed for the last token only.</summary>
    public static IReadOnlyList<DecodeCase> Prefill { get; } =
    [
        .. from model in Models
           from format in new[] { "fp32", "bf16", "int8" }
           from batch in new[] { 1, 8 }
           select new DecodeCase($"prefill/{model.Name}/{format}/{batch}x512", model.Options, format, batch, 512, 1, Asked: model.Name == "small"),
    ];

    /// <summary>Of the operands of products; int8 weights meet bf16 activations.</summary>
    public LinearPrecision Precision => Format == "fp32" ? LinearPrecision.Float32 : LinearPrecision.BFloat16;

    /// <summary>A single sequence reads every weight for every token and does little with it; many sequences are bound by products.</summary>
    public bool IsBoundByMemory => Batch == 1 && New > 1;

    /// <summary>Bytes of the weights that one decode step reads.</summary>
    public long WeightBytes => BenchModels.MatrixParameters(Options) * Format switch { "fp32" => 4, "bf16" => 2, _ => 1 };

    private static (string Name, LlamaOptions Options)[] Models => [("smollm2", BenchModels.SmolLm2), ("small", BenchModels.Small)];
}
