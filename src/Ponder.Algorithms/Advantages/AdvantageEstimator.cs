using Ponder.Algorithms.Records;

namespace Ponder.Algorithms.Advantages;

/// <summary>Turns the rewards of a batch into one advantage per completion token.</summary>
public abstract record AdvantageEstimator
{
    /// <summary>The estimator as a formula, for people: <c>A_i = r_i − mean(r)</c>.</summary>
    public abstract string Formula { get; }

    /// <summary>The fewest samples per prompt with which the estimator says anything.</summary>
    public abstract int SmallestGroup { get; }

    /// <summary>What is wrong with the settings, or null.</summary>
    public virtual string? Problem => null;

    /// <summary>Gives every rollout its advantages, in the order of the input.</summary>
    /// <remarks>
    /// A group is the rollouts of one prompt in the list (same <see cref="Ponder.Text.Prompt.Ordinal"/>). Rollouts with
    /// <see cref="ScoredRollout.Learn"/> false take part in their group's baseline.
    /// </remarks>
    public abstract IReadOnlyList<CreditedRollout> Assign(IReadOnlyList<ScoredRollout> rollouts);
}
