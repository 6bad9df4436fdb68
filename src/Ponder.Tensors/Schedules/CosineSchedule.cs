namespace Ponder.Tensors.Schedules;

/// <summary>
/// Half a cosine from 1 at the end of the warm-up to <see cref="Floor"/> at update <see cref="TotalSteps"/> (Loshchilov
/// and Hutter 2017, arXiv:1608.03983, equation 5, one cycle): transformers' <c>cosine_with_min_lr</c>.
/// </summary>
/// <remarks>
/// Deviation: after <see cref="TotalSteps"/> the factor stays at the floor; transformers' rises again with the cosine.
/// </remarks>
public sealed record CosineSchedule : Schedule
{
    /// <summary>The update at which the floor is reached, warm-up included.</summary>
    public required int TotalSteps { get; init; }

    /// <summary>The last factor.</summary>
    /// <value>0.</value>
    public double Floor { get; init; }

    /// <inheritdoc/>
    public override string? Problem => base.Problem ?? FloorProblem(Floor) ?? TotalProblem(TotalSteps);

    /// <inheritdoc/>
    protected override double AfterWarmup(long updates) =>
        Floor + (1 - Floor) * 0.5 * (1 + Math.Cos(Math.PI * Progress(updates, TotalSteps - WarmupSteps)));
}
