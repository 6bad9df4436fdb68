using Ponder.Algorithms.Records;

namespace Ponder.Training.Reinforcement;

/// <summary>What one step of reinforcement learning did.</summary>
public sealed record StepReport
{
    /// <summary>Everything that was sampled for the step, groups without a signal included.</summary>
    public required IReadOnlyList<ScoredRollout> Sampled { get; init; }

    /// <summary>What the update learned from.</summary>
    public required IReadOnlyList<CreditedRollout> Credited { get; init; }

    /// <summary>What the update measured; null where no group had a signal and the step changed nothing.</summary>
    public UpdateReport? Update { get; init; }

    /// <summary>Prompts drawn, refills included.</summary>
    public required int PromptsDrawn { get; init; }

    /// <summary>Where the time went.</summary>
    public required StepTimes Times { get; init; }
}
