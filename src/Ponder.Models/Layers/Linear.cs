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
    public Tensor Forward(Tensor x, LinearPrecision precision)
    {
        var y = F.Linear(x, Weight.Value, precision);   // [T, Out]
        return Bias is null ? y : y + Bias.Value;
    }
}
