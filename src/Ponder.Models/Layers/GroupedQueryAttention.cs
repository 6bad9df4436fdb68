using Ponder.Models.Weights;
using Ponder.Tensors;

namespace Ponder.Models.Layers;

/// <summary>
/// Grouped-query attention with rotary positions (Ainslie et al. 2023, arXiv:2305.13245; Su et al. 2021, arXiv:2104.09864).
/// Shapes: T tokens, D width, H query heads, G key/value heads, K head width.
/// </summary>
public sealed class GroupedQueryAttention
{
    private readonly AttentionOptions _o;
    private readonly double _scale;
    private readonly Linear _q;
    private readonly Linear _k;
    private readonly Linear _v;
    private readonly Linear _out;

    /// <summary>Takes its weights below the given path: <c>q_proj</c>, <c>k_proj</c>, <c>v_proj</c>, <c>o_proj</c>.</summary>
    public GroupedQueryAttention(AttentionOptions options, WeightSource weights)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(weights);
        _o = options;
        _scale = 1 / Math.Sqrt(options.HeadWidth);
        _q = weights.Linear("q_proj", options.Width, options.Heads * options.HeadWidth, bias: options.Bias);
        _k = weights.Linear("k_proj", options.Width, options.KvHeads * options.HeadWidth, bias: options.Bias);
        _v = weights.Linear("v_proj", options.Width, options.KvHeads * options.HeadWidth, bias: options.Bias);
        _out = weights.Linear("o_proj", options.Heads * options.HeadWidth, options.Width, WeightRole.ResidualOutput, options.Bias);
    }

    /// <summary>x + attention of the normed x, <c>[T, D] → [T, D]</c>.</summary>
    public Tensor Residual(Tensor x, RmsNorm norm, AttentionContext context)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(norm);
        ArgumentNullException.ThrowIfNull(context);
        return !_o.Bias && !x.IsComposed && F.HasBlocks(context.Precision, _o.HeadWidth)
            ? F.AttentionBlock(
                x, norm.Weight.Value, _q.Weight.Value, _k.Weight.Value, _v.Weight.Value, _out.Weight.Value, _o.Heads, context.Positions, context.Cos, context.Sin,
                context.CuSeqlens, _scale, norm.Eps, context.Parents)
            : x + Forward(norm.Forward(x), context);
    }

    /// <summary><c>[T, D] → [T, D]</c>.</summary>
    public Tensor Forward(Tensor x, AttentionContext context)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(context);
        var (T, _) = x.Shape;
        var (H, G, K) = (_o.Heads, _o.KvHeads, _o.HeadWidth);

        var maps = Linear.Forward(x, context.Precision, _q, _k, _v);
        var q = context.Rotate(maps[0].View(T, H, K));              // [T, H, K]
        var k = context.Rotate(maps[1].View(T, G, K));              // [T, G, K]
        var v = maps[2].View(T, G, K);                              // [T, G, K]

        var y = context.Attend(q, k, v, _scale);                    // [T, H, K]
        return _out.Forward(y.View(T, H * K), context.Precision);   // [T, D]
    }
}
