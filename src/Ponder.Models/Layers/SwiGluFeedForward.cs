using Ponder.Models.Weights;
using Ponder.Tensors;

namespace Ponder.Models.Layers;

/// <summary>down(silu(gate x) · up x) (Shazeer 2020, arXiv:2002.05202). Shapes: T tokens, D width, F inner width.</summary>
public sealed class SwiGluFeedForward
{
    private readonly Linear _gate;
    private readonly Linear _up;
    private readonly Linear _down;

    /// <summary>Takes its weights below the given path: <c>gate_proj</c>, <c>up_proj</c>, <c>down_proj</c>.</summary>
    /// <param name="width">D.</param>
    /// <param name="inner">F.</param>
    /// <param name="bias">Whether all three maps have a bias.</param>
    /// <param name="weights">The path.</param>
    public SwiGluFeedForward(int width, int inner, bool bias, WeightSource weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        _gate = weights.Linear("gate_proj", width, inner, bias: bias);
        _up = weights.Linear("up_proj", width, inner, bias: bias);
        _down = weights.Linear("down_proj", inner, width, WeightRole.ResidualOutput, bias);
    }

    /// <summary>x + the map of the normed x, <c>[T, D] → [T, D]</c>.</summary>
    public Tensor Residual(Tensor x, RmsNorm norm, LinearPrecision precision)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(norm);
        return _gate.Bias is null && !x.IsComposed && F.HasBlocks(precision, headWidth: 1)
            ? F.FeedForwardBlock(x, norm.Weight.Value, _gate.Weight.Value, _up.Weight.Value, _down.Weight.Value, norm.Eps)
            : x + Forward(norm.Forward(x), precision);
    }

    /// <summary><c>[T, D] → [T, D]</c>.</summary>
    public Tensor Forward(Tensor x, LinearPrecision precision)
    {
        var maps = Linear.Forward(x, precision, _gate, _up);             // [T, F] each
        return _down.Forward(F.SwiGlu(maps[0], maps[1]), precision);     // [T, D]
    }
}
