using Ponder.Tensors;

namespace Ponder.Algorithms.Losses;

/// <summary>
/// The policy gradient without ratio or clip: −A·log π (Williams 1992, REINFORCE). Right on-policy: one update per
/// batch of rollouts.
/// </summary>
public sealed record ReinforceTerm : PolicyTerm
{
    /// <inheritdoc/>
    public override string Formula => "A_i·log π(o_t)";

    /// <inheritdoc/>
    public override Tensor PerToken(PolicyInputs x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return -(x.LogProbs * x.Advantages);
    }

    /// <inheritdoc/>
    public override ClipSide SideOf(double ratio, double advantage) => ClipSide.None;
}
