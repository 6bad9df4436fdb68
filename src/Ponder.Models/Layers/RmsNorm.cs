using Ponder.Tensors;

namespace Ponder.Models.Layers;

/// <summary>x · rsqrt(mean(x²) + eps) · w over the width (Zhang and Sennrich 2019, arXiv:1910.07467), in fp32.</summary>
/// <param name="weight"><c>[D]</c>.</param>
/// <param name="eps">Added to the mean square.</param>
public sealed class RmsNorm(Parameter weight, double eps)
{
    /// <summary><c>[D]</c>.</summary>
    public Parameter Weight { get; } = weight;

    /// <summary>Added to the mean square.</summary>
    public double Eps { get; } = eps;

    /// <summary><c>[T, D] → [T, D]</c>.</summary>
    public Tensor Forward(Tensor x) => F.RmsNorm(x, Weight.Value, Eps);
}
