namespace Ponder.Algorithms.Divergences;

/// <summary>Where the divergence from the reference model enters.</summary>
public enum DivergencePlace
{
    /// <summary>β·k is added to the loss of every token, under the same reduction as the policy term.</summary>
    Loss,

    /// <summary>β·Σk of a completion is taken off its reward, before the advantages.</summary>
    Reward,
}
