using System.Globalization;
using Ponder.Models.Checkpoints.Gguf;
using Ponder.Models.Rope;
using Ponder.Tensors;

namespace Ponder.Models.Llama;

/// <summary>Llama models from GGUF files (architecture <c>llama</c>: also Mistral and SmolLM2 files).</summary>
public static class LlamaGguf
{
    /// <summary>Divisors of the rotary frequencies, where the file has them.</summary>
    internal const string RopeDivisors = "rope_freqs.weight";

    private const int Most = 1 << 24;

    /// <summary>Loads the model; every weight becomes fp32.</summary>
    /// <exception cref="CheckpointException">A key or tensor is missing or does not fit.</exception>
    public static LlamaModel Load(GgufFile file)
    {
        var options = Read(file);
        return new LlamaModel(options, new LlamaGgufWeights(file, options));
    }

    /// <summary>Reads the options.</summary>
    /// <exception cref="CheckpointException">A key is missing or makes no sense, or the keys contradict the tensors.</exception>
    public static LlamaOptions Read(GgufFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var keys = file.Metadata;
        if (keys.IntegerOf("llama.expert_count") is > 0)
        {
            throw new CheckpointException($"{file.Path}: llama.expert_count is set: mixtures of experts are not supported");
        }

        var width = keys.Require("llama.embedding_length", 1, Most);
        var heads = keys.Require("llama.attention.head_count", 1, Most);
        var headWidth = keys.IntegerOf("llama.attention.key_length") is null
            ? width / heads
            : keys.Require("llama.attention.key_length", 1, Most);
        if ((keys.IntegerOf("llama.attention.value_length") ?? headWidth) != headWidth
            || (keys.IntegerOf("llama.rope.dimension_count") ?? headWidth) != headWidth)
        {
            throw new CheckpointException(
                $"{file.Path}: llama.attention.value_length and llama.rope.dimension_count must equal the head width {headWidth}");
        }

        var context = keys.Require("llama.context_length", 1);
        var options = new LlamaOptions
        {
            Vocabulary = Vocabulary(file),
            Width = width,
            Layers = keys.Require("llama.block_count", 1, Most),
            Heads = heads,
            KvHeads = keys.IntegerOf("llama.attention.head_count_kv") is null
                ? heads
                : keys.Require("llama.attention.head_count_kv", 1, Most),
            HeadWidth = headWidth,
            FeedForward = keys.Require("llama.feed_forward_length", 1, Most),
            Context = context,
            RmsEps = Epsilon(file),
            RopeTheta = keys.NumberOf("llama.rope.freq_base") ?? 10000,
            RopeScaling = Scaling(file, context),
            Tied = !file.Tensors.ContainsKey("output.weight"),
            AttentionBias = file.Tensors.ContainsKey("blk.0.attn_q.bias"),
        };
        var problems = string.Join("; ", options.Problems());
        return problems.Length == 0 ? options : throw new CheckpointException($"{file.Path}: {problems}");
    }

    private static double Epsilon(GgufFile file)
    {
        const string key = "llama.attention.layer_norm_rms_epsilon";
        var value = file.Metadata.NumberOf(key) ?? throw new CheckpointException($"{file.Path}: the key {key} is missing");

        // Stored as fp32; the decimal that was meant gives the model the same constant as its config.json.
        return double.Parse(((float)value).ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private static int Vocabulary(GgufFile file)
    {
        var tokens = file.Metadata.TextsOf("tokenizer.ggml.tokens")?.Count;
        var embedding = file.Tensors.GetValueOrDefault("token_embd.weight");
        var rows = embedding is { Shape.Count: 2 } ? embedding.Shape[0] : (long?)null;
        var vocabulary = tokens ?? file.Metadata.IntegerOf("llama.vocab_size") ?? rows
            ?? throw new CheckpointException($"{file.Path}: token_embd.weight is missing");
        return vocabulary is >= 1 and <= int.MaxValue && (rows ?? vocabulary) == vocabulary
            ? (int)vocabulary
            : throw new CheckpointException($"{file.Path}: there are {vocabulary} tokens, but token_embd.weight has {rows} rows");
    }

    private static RopeScaling Scaling(GgufFile file, int context)
    {
        const string original = "llama.rope.scaling.original_context_length";
        var keys = file.Metadata;
        if (file.Tensors.TryGetValue(RopeDivisors, out var divisors))
        {
            if (divisors.Count > Most)
            {
                throw new CheckpointException($"{file.Path}: {RopeDivisors} has {divisors.Count} elements, expected one per pair of channels");
            }

            var values = new float[divisors.Count];
            file.ReadFloats(divisors, 0, values);
            return new RopeScaling { Kind = RopeKind.Divisors, Divisors = values };
        }

        var factor = keys.NumberOf("llama.rope.scaling.factor") ?? keys.NumberOf("llama.rope.scale_linear") ?? 1;
        var kind = keys.TextOf("llama.rope.scaling.type") ?? "linear";
        return kind switch
        {
            "none" => RopeScaling.None,
            "linear" => factor is 1 or 0 ? RopeScaling.None : new RopeScaling { Kind = RopeKind.Linear, Factor = factor },
            "yarn" => new RopeScaling
            {
                Kind = RopeKind.Yarn,
                Factor = factor,
                OriginalContext = keys.IntegerOf(original) is null ? context : keys.Require(original, 1),
                BetaFast = keys.NumberOf("llama.rope.scaling.yarn_beta_fast") ?? 32,
                BetaSlow = keys.NumberOf("llama.rope.scaling.yarn_beta_slow") ?? 1,
                AttentionFactor = ((factor <= 1 ? 0 : 0.1 * Math.Log(factor)) + 1) * (keys.NumberOf("llama.rope.scaling.attn_factor") ?? 1),
            },
            _ => throw new CheckpointException($"{file.Path}: llama.rope.scaling.type is '{kind}', expected none, linear or yarn"),
        };
    }
}
