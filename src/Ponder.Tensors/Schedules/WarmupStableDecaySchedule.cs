namespace Ponder.Tensors.Schedules;

/// <summary>
/// Warm-up, a long constant phase, and a decay over the last <see cref="DecaySteps"/> of <see cref="TotalSteps"/>
/// updates to <see cref="Floor"/> (Hu et al. 2024, MiniCPM, arXiv:2404.06395, section 4.2): transformers'
/// <c>warmup_stable_decay</c>.
/// </summary>
/// <remarks>
/// transformers starts the warm-up at the floor: set <see cref="Schedule.WarmupFrom"/> to <see cref="Floor"/> for its
/// values.
/// </remarks>
public sealed record WarmupStableDecaySchedule : Schedule
{
    /// <summary>The update at which the floor is reached, all phases included.</summary>
    public required int TotalSteps { get; init; }

    /// <summary>The length of the decay.</summary>
    public required int DecaySteps { get; init; }

    /// <summary>The last factor.</summary>
    /// <value>0.</value>
    public double Floor { get; init; }

    /// <summary>How the decay falls.</summary>
    /// <value>Cosine, as in transformers.</value>
    public DecayShape Shape { get; init; } = DecayShape.Cosine;

    /// <inheritdoc/>
    public override string? Problem => base.Problem ?? FloorProblem(Floor) ?? TotalProblem(TotalSteps)
        ?? (DecaySteps < 0 || DecaySteps > TotalSteps - WarmupSteps
            ? $"the decay must take between 0 and {TotalSteps - WarmupSteps} updates "
                + $"(total {TotalSteps} less warm-up {WarmupSteps}), got {DecaySteps}"
            : null);

    /// <inheritdoc/>
    protected override double AfterWarmup(long updates)
    {
        var start = TotalSteps - WarmupSteps - DecaySteps;
        if (updates < start)
        {
            return 1;
        }

        var done = DecaySteps == 0 ? 1 : Progress(updates - start, DecaySteps);
        var left = Shape switch
        {
            DecayShape.Linear => 1 - done,
            DecayShape.Cosine => 0.5 * (1 + Math.Cos(Math.PI * done)),
            DecayShape.OneMinusSquareRoot => 1 - Math.Sqrt(done),
            _ => throw new System.Diagnostics.UnreachableException($"unknown decay shape {Shape}"),
        };
        return Floor + (1 - Floor) * left;
    }
}
