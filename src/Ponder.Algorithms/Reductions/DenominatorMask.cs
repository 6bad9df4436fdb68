namespace Ponder.Algorithms.Reductions;

/// <summary>Which tokens the denominator of a <see cref="Reduction"/> counts.</summary>
public enum DenominatorMask
{
    /// <summary>
    /// Every response token. Tokens that must not be learned from add nothing to the sum but still count.
    /// </summary>
    Response,

    /// <summary>Only the tokens that are learned from: the denominator shrinks with the mask.</summary>
    Gradient,
}
