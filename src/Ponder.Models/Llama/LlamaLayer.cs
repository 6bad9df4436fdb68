using Ponder.Models.Layers;
using Ponder.Models.Weights;
using Ponder.Tensors;

namespace Ponder.Models.Llama;

/// <summary>h + attention(norm h), then h + feed-forward(norm h).</summary>
internal sealed class LlamaLayer
{
    private readonly RmsNorm _attentionNorm;
    private readonly GroupedQueryAttention _attention;
    private readonly RmsNorm _feedForwardNorm;
    private readonly SwiGluFeedForward _feedForward;

    public LlamaLayer(LlamaOptions o, WeightSource weights)
    {
        _attention = new(new AttentionOptions(o.Width, o.Heads, o.KvHeads, o.HeadWidth, o.AttentionBias), weights["self_attn"]);
        _feedForward = new(o.Width, o.FeedForward, o.MlpBias, weights["mlp"]);
        _attentionNorm = weights.RmsNorm("input_layernorm", o.Width, o.RmsEps);
        _feedForwardNorm = weights.RmsNorm("post_attention_layernorm", o.Width, o.RmsEps);
    }

    /// <summary><c>[T, D] → [T, D]</c>.</summary>
    public Tensor Forward(Tensor x, AttentionContext context)
    {
        x = _attention.Residual(x, _attentionNorm, context);
        return _feedForward.Residual(x, _feedForwardNorm, context.Precision);
    }
}
