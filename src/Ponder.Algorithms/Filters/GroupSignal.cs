namespace Ponder.Algorithms.Filters;

/// <summary>By which number <see cref="DynamicSampling"/> decides whether a group teaches anything.</summary>
public enum GroupSignal
{
    /// <summary>The share of completions that the verifier called correct, strictly between 0 and 1.</summary>
    Accuracy,

    /// <summary>The verifier's scores before shaping: the largest exceeds the smallest by more than 10⁻⁶.</summary>
    Score,
}
