using Ponder.Algorithms.Divergences;
using Ponder.Algorithms.Filters;
using Ponder.Algorithms.Reductions;

namespace Ponder.Algorithms;

/// <summary>What a recipe may change about a preset; null leaves the published setting.</summary>
public sealed record ObjectiveOverrides
{
    /// <summary><c>mean</c>, <c>standardised</c> or <c>leave-one-out</c>.</summary>
    public string? Advantage { get; init; }

    /// <summary>n − ddof in the variance of a standardised advantage: 0 or 1.</summary>
    public int? StdDdof { get; init; }

    /// <summary>Added to the standard deviation of a standardised advantage.</summary>
    public double? StdEpsilon { get; init; }

    /// <summary>ε_low of the ratio clip.</summary>
    public double? ClipLow { get; init; }

    /// <summary>ε_high of the ratio clip.</summary>
    public double? ClipHigh { get; init; }

    /// <summary>c of the dual clip; 0 switches it off.</summary>
    public double? DualClip { get; init; }

    /// <summary>How token losses become a loss.</summary>
    public ReductionKind? Reduction { get; init; }

    /// <summary>C of the constant-length reduction.</summary>
    public double? ReductionLength { get; init; }

    /// <summary>Estimator of the divergence from the reference model.</summary>
    public DivergenceEstimator? Divergence { get; init; }

    /// <summary>Where the divergence enters.</summary>
    public DivergencePlace? DivergencePlace { get; init; }

    /// <summary>β; 0 switches the divergence off.</summary>
    public double? DivergenceCoefficient { get; init; }

    /// <summary>Whether groups without a difference are dropped and refilled.</summary>
    public bool? DynamicSampling { get; init; }

    /// <summary>What must differ inside a group.</summary>
    public GroupSignal? DynamicSamplingSignal { get; init; }

    /// <summary>How often a batch may be refilled.</summary>
    public int? MaxRefills { get; init; }

    /// <summary>Length of the overlong buffer in tokens; 0 switches the punishment off.</summary>
    public int? OverlongBuffer { get; init; }

    /// <summary>The overlong punishment at the limit.</summary>
    public double? OverlongPenalty { get; init; }

    /// <summary>Whether completions cut at the limit are kept out of the gradient.</summary>
    public bool? OverlongFilter { get; init; }
}
