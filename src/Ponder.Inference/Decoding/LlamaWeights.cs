using Ponder.Models.Llama;
using Ponder.Tensors;

namespace Ponder.Inference.Decoding;

/// <summary>The weights of a Llama model in the order of the native decoder, found by their checkpoint names.</summary>
internal static class LlamaWeights
{
    private static readonly string[] LayerNames =
    [
        "input_layernorm.weight",
        "self_attn.q_proj.weight", "self_attn.k_proj.weight", "self_attn.v_proj.weight", "self_attn.o_proj.weight",
        "self_attn.q_proj.bias", "self_attn.k_proj.bias", "self_attn.v_proj.bias", "self_attn.o_proj.bias",
        "post_attention_layernorm.weight",
        "mlp.gate_proj.weight", "mlp.up_proj.weight", "mlp.down_proj.weight",
        "mlp.gate_proj.bias", "mlp.up_proj.bias", "mlp.down_proj.bias",
    ];

    /// <summary>Embedding, the weights of each layer, final norm, head; null for biases that the model lacks and for a tied head.</summary>
    public static Tensor?[] InOrder(LlamaModel model)
    {
        Dictionary<string, Tensor> byName = model.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        var used = new HashSet<string>();
        var weights = new List<Tensor?> { Find("model.embed_tokens.weight") };
        for (int layer = 0; layer < model.Options.Layers; layer++)
        {
            foreach (string name in LayerNames)
            {
                weights.Add(Find($"model.layers.{layer}.{name}"));
            }
        }
        weights.Add(Find("model.norm.weight"));
        weights.Add(Find("lm_head.weight"));
        if (byName.Keys.FirstOrDefault(name => !used.Contains(name)) is { } unknown)
        {
            throw new InvalidOperationException($"{unknown}: the decode step does not know this weight, so its results would differ from the model's");
        }
        return [.. weights];

        Tensor? Find(string name)
        {
            if (!byName.TryGetValue(name, out Tensor? tensor))
            {
                return null;
            }
            if (tensor.DType != DType.Float32 || !tensor.IsContiguous)
            {
                throw new InvalidOperationException($"{name}: expected a contiguous fp32 tensor, got {tensor}");
            }
            used.Add(name);
            return tensor;
        }
    }
}
