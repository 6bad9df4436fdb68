namespace Ponder.Tensors.Optimisers;

/// <summary>
/// The numbers of one AdamW update, and the update itself one element at a time: the definition that the fused kernel
/// is tested against (Loshchilov and Hutter 2019, arXiv:1711.05101, algorithm 2, with torch's order of operations).
/// </summary>
public readonly record struct AdamWUpdate
{
    /// <summary>The numbers of update k, counted from 1.</summary>
    /// <param name="options">The constants.</param>
    /// <param name="update">k.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="gradientScale">Every gradient is multiplied by this first: the factor of a norm clip.</param>
    public AdamWUpdate(AdamWOptions options, long update, double learningRate, double gradientScale)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(update, 1);
        LearningRate = (float)learningRate;
        Beta1 = (float)options.Beta1;
        Beta2 = (float)options.Beta2;
        Epsilon = (float)options.Epsilon;
        WeightDecay = (float)options.WeightDecay;
        BiasCorrection1 = (float)(1 - Math.Pow(options.Beta1, update));
        BiasCorrection2 = (float)(1 - Math.Pow(options.Beta2, update));
        GradientScale = (float)gradientScale;
    }

    /// <summary>η.</summary>
    public float LearningRate { get; }

    /// <summary>β₁.</summary>
    public float Beta1 { get; }

    /// <summary>β₂.</summary>
    public float Beta2 { get; }

    /// <summary>ε.</summary>
    public float Epsilon { get; }

    /// <summary>λ.</summary>
    public float WeightDecay { get; }

    /// <summary>1 − β₁ᵏ.</summary>
    public float BiasCorrection1 { get; }

    /// <summary>1 − β₂ᵏ.</summary>
    public float BiasCorrection2 { get; }

    /// <summary>s, the factor of every gradient.</summary>
    public float GradientScale { get; }

    /// <summary>
    /// Updates a list of weights in place: g = s·g; w = (1 − ηλ)·w; m = β₁m + (1 − β₁)g; v = β₂v + (1 − β₂)g²;
    /// w = w − η/(1 − β₁ᵏ) · m / (√v/√(1 − β₂ᵏ) + ε).
    /// </summary>
    /// <param name="weights">w.</param>
    /// <param name="gradients">g, as long as the weights.</param>
    /// <param name="firstMoment">m, as long as the weights.</param>
    /// <param name="secondMoment">v, as long as the weights.</param>
    public void Apply(Span<float> weights, ReadOnlySpan<float> gradients, Span<float> firstMoment, Span<float> secondMoment)
    {
        var keep = 1 - LearningRate * WeightDecay;
        var step = LearningRate / BiasCorrection1;
        var root = MathF.Sqrt(BiasCorrection2);
        for (var i = 0; i < weights.Length; i++)
        {
            var g = gradients[i] * GradientScale;
            var m = Beta1 * firstMoment[i] + (1 - Beta1) * g;
            var v = Beta2 * secondMoment[i] + (1 - Beta2) * g * g;
            firstMoment[i] = m;
            secondMoment[i] = v;
            weights[i] = keep * weights[i] - step * (m / (MathF.Sqrt(v) / root + Epsilon));
        }
    }
}
