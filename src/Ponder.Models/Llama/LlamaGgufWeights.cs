using Ponder.Models.Checkpoints.Gguf;
using Ponder.Models.Weights;
using Ponder.Tensors;

namespace Ponder.Models.Llama;

/// <summary>
/// Weights of a GGUF file under Hugging Face names. In the architecture <c>llama</c> the rows of q and k are interleaved per head
/// (ggml rotates adjacent pairs): <c>gguf[h·K + 2j + s] = hf[h·K + s·K/2 + j]</c>; reading undoes that.
/// </summary>
internal sealed class LlamaGgufWeights(GgufFile file, LlamaOptions options) : IWeightStore
{
    private static readonly Dictionary<string, string> Whole = new(StringComparer.Ordinal)
    {
        ["model.embed_tokens"] = "token_embd",
        ["model.norm"] = "output_norm",
        ["lm_head"] = "output",
    };

    private static readonly Dictionary<string, string> PerLayer = new(StringComparer.Ordinal)
    {
        ["self_attn.q_proj"] = "attn_q",
        ["self_attn.k_proj"] = "attn_k",
        ["self_attn.v_proj"] = "attn_v",
        ["self_attn.o_proj"] = "attn_output",
        ["mlp.gate_proj"] = "ffn_gate",
        ["mlp.up_proj"] = "ffn_up",
        ["mlp.down_proj"] = "ffn_down",
        ["input_layernorm"] = "attn_norm",
        ["post_attention_layernorm"] = "ffn_norm",
    };

    /// <summary>The GGUF name of a weight, for example <c>blk.0.attn_q.weight</c>.</summary>
    public static string NameOf(string huggingFace)
    {
        const string layers = "model.layers.";
        var dot = huggingFace.LastIndexOf('.');
        var (stem, kind) = (huggingFace[..dot], huggingFace[(dot + 1)..]);
        if (!stem.StartsWith(layers, StringComparison.Ordinal))
        {
            return $"{Whole[stem]}.{kind}";
        }

        var rest = stem[layers.Length..];
        var end = rest.IndexOf('.');
        return $"blk.{rest[..end]}.{PerLayer[rest[(end + 1)..]]}.{kind}";
    }

    public Tensor Read(string name, Shape shape, WeightRole role)
    {
        var gguf = NameOf(name);
        if (!file.Tensors.TryGetValue(gguf, out var source))
        {
            throw WeightFaults.Missing(file.Path, $"{gguf} ({name})", shape);
        }

        if (!source.Shape.SequenceEqual(shape.ToArray().Select(extent => (long)extent)))
        {
            throw WeightFaults.Misshapen(file.Path, $"{gguf} ({name})", shape, source.ShapeText);
        }

        var tensor = Tensor.Empty(shape);
        var values = tensor.Data<float>();
        if (InterleavedHeads(gguf) is { } heads)
        {
            ReadInterleaved(source, heads, values);
        }
        else
        {
            file.ReadFloats(source, 0, values);
        }

        return tensor;
    }

    private int? InterleavedHeads(string gguf) =>
        gguf.Contains(".attn_q.", StringComparison.Ordinal) ? options.Heads
        : gguf.Contains(".attn_k.", StringComparison.Ordinal) ? options.KvHeads
        : null;

    private void ReadInterleaved(GgufTensor source, int heads, Span<float> values)
    {
        var stored = new float[values.Length];
        file.ReadFloats(source, 0, stored);
        var (rows, half) = (heads * options.HeadWidth, options.HeadWidth / 2);
        var row = values.Length / rows;
        for (var r = 0; r < rows; r++)
        {
            var (head, within) = (r / options.HeadWidth, r % options.HeadWidth);
            var from = (head * options.HeadWidth) + (2 * (within % half)) + (within / half);
            stored.AsSpan(from * row, row).CopyTo(values.Slice(r * row, row));
        }
    }
}
