namespace Ponder.Tensors.Optimisers;

/// <summary>Constants of <see cref="AdamW"/>; the learning rate is given per update.</summary>
public sealed record AdamWOptions
{
    /// <summary>β₁, the memory of the first moment.</summary>
    /// <value>0.9.</value>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>β₂, the memory of the second moment.</summary>
    /// <value>0.999, as in torch; 0.95 is usual for language models.</value>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>ε, added to the root of the second moment.</summary>
    /// <value>10⁻⁸.</value>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>λ, the decoupled weight decay: every update multiplies the weights by 1 − learning rate · λ.</summary>
    /// <value>0.</value>
    public double WeightDecay { get; init; }

    /// <summary>What is wrong with the numbers, or null; checked by whoever reads them from a recipe.</summary>
    public string? Problem =>
        Beta1 is not (>= 0 and < 1) ? $"beta1 must be in [0, 1), got {Beta1}"
        : Beta2 is not (>= 0 and < 1) ? $"beta2 must be in [0, 1), got {Beta2}"
        : Epsilon is not (> 0 and < double.PositiveInfinity) ? $"epsilon must be positive, got {Epsilon}"
        : WeightDecay is not (>= 0 and < double.PositiveInfinity) ? $"the weight decay must not be negative, got {WeightDecay}"
        : null;
}
