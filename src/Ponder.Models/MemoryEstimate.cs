using Ponder.Models.Llama;
using Ponder.Tensors;

namespace Ponder.Models;

/// <summary>What training a model needs in memory, in bytes: a count of what is kept, without allocator overhead.</summary>
/// <param name="Weights">fp32 master weights.</param>
/// <param name="Gradients">fp32 gradients.</param>
/// <param name="Optimiser">Two fp32 moments of AdamW.</param>
/// <param name="Activations">What the backward pass of one micro-batch needs.</param>
public sealed record MemoryEstimate(long Weights, long Gradients, long Optimiser, long Activations)
{
    private const int Float = 4;

    /// <summary>The sum.</summary>
    public long Total => Weights + Gradients + Optimiser + Activations;

    /// <summary>Estimates supervised or reinforcement training of a Llama model.</summary>
    /// <param name="o">Sizes.</param>
    /// <param name="microBatchTokens">Tokens of a micro-batch.</param>
    /// <param name="precision">bf16 keeps a bf16 copy of weights and of the inputs of linear maps.</param>
    public static MemoryEstimate ForTraining(LlamaOptions o, long microBatchTokens, LinearPrecision precision = LinearPrecision.Float32)
    {
        ArgumentNullException.ThrowIfNull(o);
        var (q, kv) = ((long)o.Heads * o.HeadWidth, (long)o.KvHeads * o.HeadWidth);

        // Kept per token and layer: two residual sums, two norm outputs, two inverse deviations; q, k, v before and q, k after the
        // rotation, the attention's output and log-sums; gate, up and their product.
        var perLayer = (4L * o.Width) + 2 + (3 * q) + (3 * kv) + o.Heads + (3L * o.FeedForward);
        var copies = precision == LinearPrecision.BFloat16 ? (2L * o.Width) + q + o.FeedForward : 0;
        var perToken = (o.Layers * ((perLayer * Float) + (copies * 2))) + (3L * o.Width * Float);
        var weights = o.ParameterCount * Float;
        var weightCopies = precision == LinearPrecision.BFloat16 ? o.ParameterCount * 2 : 0;
        return new MemoryEstimate(weights + weightCopies, weights, 2 * weights, perToken * microBatchTokens);
    }
}
