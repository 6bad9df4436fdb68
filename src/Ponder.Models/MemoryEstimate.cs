using Ponder.Models.Llama;
using Ponder.Tensors;

namespace Ponder.Models;

/// <summary>What training a model needs in memory, in bytes: a count of what is kept, without allocator overhead and without the process itself.</summary>
/// <param name="Weights">fp32 master weights, and their copies in bf16.</param>
/// <param name="Gradients">fp32 gradients, and the largest one once more while it is added.</param>
/// <param name="Optimiser">Two fp32 moments of AdamW.</param>
/// <param name="Activations">What the layers of one micro-batch keep for the backward pass, and what that pass holds of one layer.</param>
/// <param name="Head">Logits, softmax and hidden states of the rows with a target.</param>
public sealed record MemoryEstimate(long Weights, long Gradients, long Optimiser, long Activations, long Head)
{
    private const long Float = 4;
    private const long Half = 2;

    /// <summary>Logits that a head holds at once (<c>F.LogProbs</c>), with whole rows and in blocks.</summary>
    private const long RowLogits = 32L << 20, BlockLogits = 48L << 20;

    /// <summary>Bytes of the softmax that a head keeps for its gradient.</summary>
    private const long KeptSoftmax = 512L << 20;

    /// <summary>The sum.</summary>
    public long Total => Weights + Gradients + Optimiser + Activations + Head;

    /// <summary>Estimates supervised or reinforcement training of a Llama model.</summary>
    /// <param name="o">Sizes.</param>
    /// <param name="rows">Rows of the largest micro-batch, what sequences begin with in common counted once.</param>
    /// <param name="targets">Those whose log-probability is wanted.</param>
    /// <param name="kernels">What the step is made of.</param>
    public static MemoryEstimate ForTraining(LlamaOptions o, long rows, long targets, TrainingKernels kernels)
    {
        ArgumentNullException.ThrowIfNull(o);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(targets);
        var weights = o.ParameterCount * Float;
        var copy = kernels switch { TrainingKernels.Float32 => 0, TrainingKernels.Panels => 2 * Half, _ => Half };
        var table = (long)o.Vocabulary * o.Width;
        return new(
            weights + (copy * Matrices(o)),
            weights + (Float * Math.Max(table, (long)o.FeedForward * o.Width)),
            2 * weights,
            rows * ((o.Layers * KeptPerRow(o, kernels)) + BackwardPerRow(o, kernels) + (3L * o.Width * Float)),
            HeadOf(table, o.Vocabulary, o.Width, targets, kernels));
    }

    /// <summary>What a model's steps are made of in this process on the CPU, after the native library has been initialised.</summary>
    public static TrainingKernels KernelsOf(LlamaOptions o, LinearPrecision precision)
    {
        ArgumentNullException.ThrowIfNull(o);
        if (precision == LinearPrecision.Float32)
        {
            return TrainingKernels.Float32;
        }

        var blocks = !o.AttentionBias && !o.MlpBias && F.HasBlocks(precision, o.HeadWidth);
        var panels = NativeLibraryHost.Facts.GetValueOrDefault("amx") == "1" && o.Width % 32 == 0 && o.FeedForward % 32 == 0 && QueryWidth(o) % 32 == 0 && KvWidth(o) % 32 == 0;
        return !blocks ? TrainingKernels.BFloat16 : panels ? TrainingKernels.Panels : TrainingKernels.Blocks;
    }

    /// <summary>Numbers of all matrices that products read: of the layers, and the head.</summary>
    public static long Matrices(LlamaOptions o)
    {
        ArgumentNullException.ThrowIfNull(o);
        return ((long)o.Vocabulary * o.Width) + (o.Layers * ((2 * QueryWidth(o) * o.Width) + (2 * KvWidth(o) * o.Width) + (3L * o.FeedForward * o.Width)));
    }

    private static long QueryWidth(LlamaOptions o) => (long)o.Heads * o.HeadWidth;

    private static long KvWidth(LlamaOptions o) => (long)o.KvHeads * o.HeadWidth;

    /// <summary>Of one layer.</summary>
    private static long KeptPerRow(LlamaOptions o, TrainingKernels kernels)
    {
        var (q, kv) = (QueryWidth(o), KvWidth(o));
        if (kernels >= TrainingKernels.Blocks)
        {
            // Two residual sums, inverse deviations, projections, attention's output and log-sums in fp32; two norm outputs, attention's output, gate and up in bf16.
            return (Float * ((2L * o.Width) + 2 + q + (2 * kv) + q + o.Heads)) + (Half * ((2L * o.Width) + q + (2L * o.FeedForward)));
        }

        // Two residual sums, two norm outputs, two inverse deviations; q, k, v before and q, k after the rotation, the attention's output and log-sums; gate, up and
        // their product.
        var copies = kernels == TrainingKernels.BFloat16 ? (2L * o.Width) + q + o.FeedForward : 0;
        return (Float * ((4L * o.Width) + 2 + (3 * q) + (3 * kv) + o.Heads + (3L * o.FeedForward))) + (Half * copies);
    }

    /// <summary>Gradients of the feed-forward half of one layer while it goes backward: the larger half in common models.</summary>
    private static long BackwardPerRow(LlamaOptions o, TrainingKernels kernels) => kernels >= TrainingKernels.Blocks
        ? (2 * Float * o.Width) + (Half * ((2L * o.Width) + (4L * o.FeedForward)))
        : Float * ((3L * o.Width) + (3L * o.FeedForward));

    private static long HeadOf(long table, long vocabulary, long width, long targets, TrainingKernels kernels)
    {
        var number = kernels == TrainingKernels.Float32 ? Float : Half;
        var softmax = targets * vocabulary * number;
        var kept = softmax <= KeptSoftmax;
        var logits = Math.Min(targets, (kernels >= TrainingKernels.Blocks ? BlockLogits : RowLogits) / vocabulary) * vocabulary;
        // In fp32 the softmax takes the place of the logits.
        var held = (kept ? softmax : logits * (number == Half ? Half : 0)) + (kept && number == Float ? 0 : logits * Float);
        return held + (targets * width * (Float + Float + (number == Half ? 2 * Half : Float))) + (Float * table);
    }
}
