using Ponder.Algorithms.Advantages;
using Ponder.Algorithms.Losses;
using Ponder.Algorithms.Reductions;

namespace Ponder.Algorithms;

/// <summary>
/// RLOO (Ahmadian et al. 2024, arXiv:2402.14740): leave-one-out advantage, REINFORCE on the log-probability of the
/// whole completion, mean over completions. No ratio and no clip: use one update per batch of rollouts.
/// </summary>
/// <remarks>
/// The paper's KL penalty in the reward is an option (<see cref="ObjectiveOverrides.Divergence"/>), off here.
/// </remarks>
internal static class Rloo
{
    internal static Objective Create(PresetContext _) => new()
    {
        Name = "rloo",
        Source = "Ahmadian et al. 2024, arXiv:2402.14740",
        Advantage = new LeaveOneOutAdvantage(),
        Policy = new ReinforceTerm(),
        Reduction = new Reduction { Kind = ReductionKind.SequenceMeanOfTokenSum },
    };
}
