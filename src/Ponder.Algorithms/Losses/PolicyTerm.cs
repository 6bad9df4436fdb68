using Ponder.Tensors;

namespace Ponder.Algorithms.Losses;

/// <summary>
/// The loss of each response token as a function of its log-probability and advantage. Shape: R response tokens.
/// </summary>
public abstract record PolicyTerm
{
    /// <summary>The quantity that is maximised, as a formula for people.</summary>
    public abstract string Formula { get; }

    /// <summary>What is wrong with the settings, or null.</summary>
    public virtual string? Problem => null;

    /// <summary>
    /// The loss of each token, <c>[R]</c>, differentiable through <see cref="PolicyInputs.LogProbs"/>.
    /// </summary>
    /// <remarks>Made inside the scope of <see cref="ObjectiveLoss"/>: terms open none of their own.</remarks>
    public abstract Tensor PerToken(PolicyInputs x);

    /// <summary>Which bound, if any, stops the gradient of a token.</summary>
    /// <param name="ratio">π / π_old of the token.</param>
    /// <param name="advantage">Its advantage.</param>
    public abstract ClipSide SideOf(double ratio, double advantage);
}
