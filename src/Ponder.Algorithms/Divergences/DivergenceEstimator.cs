namespace Ponder.Algorithms.Divergences;

/// <summary>
/// Estimators of KL(π ‖ π_ref) at one sampled token, with d = log π_ref − log π (Schulman 2020, "Approximating KL
/// divergence").
/// </summary>
public enum DivergenceEstimator
{
    /// <summary>−d: unbiased, may be negative. As a loss its gradient is 0 in expectation.</summary>
    K1,

    /// <summary>d²/2: biased value; as a loss the exact gradient of the reverse KL when on-policy.</summary>
    K2,

    /// <summary>
    /// eᵈ − 1 − d: unbiased, never negative; as a loss the gradient of the forward KL when on-policy.
    /// </summary>
    K3,
}
