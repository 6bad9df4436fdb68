using Ponder.Tensors;

namespace Ponder.Models.Layers;

/// <summary>A linear map y = x Wᵀ (+ b). Shapes: T tokens.</summary>
/// <param name="weight"><c>[Out, In]</c> fp32.</param>
/// <param name="bias"><c>[Out]</c>, or null.</param>
public sealed class Linear(Parameter weight, Parameter? bias = null)
{
    /// <summary><c>[Out, In]</c>.</summary>
    public Parameter Weight { get; } = weight;

    /// <summary><c>[Out]</c>, or null.</summary>
    public Parameter? Bias { get; } = bias;

    /// <summary><c>[T, In] → [T, Out]</c>, fp32 in and out; the product's operands have the given precision.</summary>
    public Tensor Forward(Tensor x, LinearPrecision precision) => WithBias(F.Linear(x, Weight.Value, precision));

    /// <summary>Several maps of one input, with the bits of separate calls: <c>[T, In] → [T, Outᵢ]</c>.</summary>
    public static Tensor[] Forward(Tensor x, LinearPrecision precision, params ReadOnlySpan<Linear> maps)
    {
        var weights = new Tensor[maps.Length];
        for (var i = 0; i < maps.Length; i++)
        {
            weights[i] = maps[i].Weight.Value;
        }

        var results = F.Linears(x, weights, precision);
        for (var i = 0; i < maps.Length; i++)
        {
            results[i] = maps[i].WithBias(results[i]);
        }

        return results;
    }

    private Tensor WithBias(Tensor y) => Bias is null ? y : y + Bias.Value;
}
