using Ponder.Inference.KvCache;
using Ponder.Tensors;
using Ponder.Text;

namespace Ponder.Inference;

/// <summary>Sizes of an engine.</summary>
public sealed record EngineOptions
{
    /// <summary>Completions that are computed at the same time, ≥ 1.</summary>
    /// <value>256.</value>
    public int MaxSequences { get; init; } = 256;

    /// <summary>Token rows of one step, prompt tokens included; at least <see cref="MaxSequences"/>. Prompts are cut into chunks that fit.</summary>
    /// <value>512.</value>
    public int MaxRows { get; init; } = 512;

    /// <summary>Positions that a prompt and its completion may have together, ≥ 1.</summary>
    /// <value>null: the model's context, which also limits it.</value>
    public int? Context { get; init; }

    /// <summary>Most memory that the KV cache may take, in bytes. It is committed only as blocks come into use.</summary>
    /// <value>2 GiB. Ignored where <see cref="Blocks"/> is set.</value>
    public long KvBytes { get; init; } = 2L << 30;

    /// <summary>Blocks of 64 tokens in the KV cache.</summary>
    /// <value>null: what <see cref="MaxSequences"/> full contexts need, limited by <see cref="KvBytes"/>.</value>
    public int? Blocks { get; init; }

    /// <summary>Threads of the engine's computations, ≥ 1.</summary>
    /// <value>The number of processors.</value>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Whether the engine runs at full speed: merged projections and own products; in bf16 (AVX512-BF16, AMX tiles where there are some) a bf16 KV cache too.
    /// Log-probabilities then agree with training within <see cref="FastLogProbBound(LinearPrecision)"/> instead of bit for bit.
    /// </summary>
    /// <value>false: exact.</value>
    public bool Fast { get; init; }

    /// <summary>
    /// Whether weights are rounded to int8, one scale for each output: about half of bf16's memory traffic. For serving; a policy that is trained on its
    /// own samples should not use it. Implies <see cref="Fast"/>.
    /// </summary>
    /// <value>false.</value>
    public bool Int8Weights { get; init; }

    /// <summary>
    /// Whether whole blocks of a prompt's beginning are taken from earlier or running requests that begin alike, under the same weights: few-shot examples
    /// are then computed once. Changes no result.
    /// </summary>
    /// <value>true.</value>
    public bool ReusePrefixes { get; init; } = true;

    /// <summary>What happens to cached keys and values when new weights are published.</summary>
    /// <value><see cref="KvAfterPublish.Recompute"/>.</value>
    public KvAfterPublish AfterPublish { get; init; } = KvAfterPublish.Recompute;

    /// <summary>
    /// Bound of the difference of one log-probability between the fast engine and training in the same precision. fp32: sums of products run in an order of their own. bf16:
    /// keys, values, queries and probabilities of the attention are rounded, and sums run in another order; over 120 steps of
    /// <c>recipes/arithmetic-smollm2.yaml</c> (SmolLM2-135M, temperature 1) the mean of a step was 0.0003 to 0.005, the median of the steps' largest differences 0.23 and the
    /// largest of all 0.87. The bound is measured and not proven.
    /// </summary>
    public static double FastLogProbBound(LinearPrecision precision) => precision == LinearPrecision.BFloat16 ? 1 : 1e-4;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="UserException">A value is out of its range.</exception>
    public void Validate()
    {
        Require(MaxSequences >= 1, "max_sequences", "at least 1", MaxSequences);
        Require(MaxRows >= MaxSequences, "max_rows", $"at least max_sequences ({MaxSequences})", MaxRows);
        Require(Context is null or >= 1, "context", "at least 1", Context ?? 0);
        Require(Blocks is null or >= 1, "blocks", "at least 1", Blocks ?? 0);
        Require(KvBytes > 0, "kv_bytes", "more than 0", KvBytes);
        Require(Threads >= 1, "threads", "at least 1", Threads);
    }

    private static void Require(bool holds, string name, string expected, long got)
    {
        if (!holds)
        {
            throw new UserException($"engine.{name}: expected {expected}, got {got}");
        }
    }
}
