namespace Ponder.Tensors.Schedules;

/// <summary>
/// From 1 at the end of the warm-up straight down to <see cref="Floor"/> at update <see cref="TotalSteps"/>, and
/// constant after it: transformers' <c>linear</c> at floor 0.
/// </summary>
public sealed record LinearSchedule : Schedule
{
    /// <summary>The update at which the floor is reached, warm-up included.</summary>
    public required int TotalSteps { get; init; }

    /// <summary>The last factor.</summary>
    /// <value>0.</value>
    public double Floor { get; init; }

    /// <inheritdoc/>
    public override string? Problem => base.Problem ?? FloorProblem(Floor) ?? TotalProblem(TotalSteps);

    /// <inheritdoc/>
    protected override double AfterWarmup(long updates) => 1 - (1 - Floor) * Progress(updates, TotalSteps - WarmupSteps);
}
