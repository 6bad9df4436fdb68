namespace Ponder.Algorithms.Losses;

/// <summary>Which bound of a clipped objective is active at a token.</summary>
public enum ClipSide
{
    /// <summary>None: the token has its full gradient.</summary>
    None,

    /// <summary>Negative advantage and a ratio below the lower bound.</summary>
    Low,

    /// <summary>Positive advantage and a ratio above the upper bound.</summary>
    High,

    /// <summary>Negative advantage and a ratio above the dual bound.</summary>
    Dual,
}
