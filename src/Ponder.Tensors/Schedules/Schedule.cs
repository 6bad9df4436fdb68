namespace Ponder.Tensors.Schedules;

/// <summary>
/// A learning-rate factor per update: the learning rate of update k (from 0) is the base rate times
/// <see cref="FactorAt"/>(k). Conventions are those of Hugging Face transformers' <c>get_scheduler</c>, with which the
/// values agree; deviations are named where they occur.
/// </summary>
/// <remarks>
/// Warm-up: for k &lt; W the factor is <c>from + (1 − from)·k/W</c>, and update W is the first at full rate. With
/// <see cref="WarmupFrom"/> 0 the first update therefore moves nothing.
/// </remarks>
public abstract record Schedule
{
    /// <summary>W, the number of updates before the full rate.</summary>
    /// <value>0: no warm-up.</value>
    public int WarmupSteps { get; init; }

    /// <summary>The factor of update 0 when there is a warm-up.</summary>
    /// <value>0, as in transformers.</value>
    public double WarmupFrom { get; init; }

    /// <summary>The factor of update <paramref name="step"/>, counted from 0.</summary>
    public double FactorAt(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        return step < WarmupSteps
            ? WarmupFrom + (1 - WarmupFrom) * step / WarmupSteps
            : AfterWarmup(step - WarmupSteps);
    }

    /// <summary>What is wrong with the numbers, or null; checked by whoever reads them from a recipe.</summary>
    public virtual string? Problem =>
        WarmupSteps < 0 ? $"the warm-up must not be negative, got {WarmupSteps} updates"
        : WarmupFrom is < 0 or > 1 or double.NaN ? $"the warm-up must start from a factor in [0, 1], got {WarmupFrom}"
        : null;

    /// <summary>The factor <paramref name="updates"/> updates after the end of the warm-up.</summary>
    protected abstract double AfterWarmup(long updates);

    /// <summary>
    /// The share of a decay that is done after <paramref name="step"/> of <paramref name="steps"/> updates, in [0, 1].
    /// </summary>
    private protected static double Progress(long step, long steps) => Math.Clamp((double)step / Math.Max(1, steps), 0, 1);

    private protected static string? FloorProblem(double floor) =>
        floor is < 0 or > 1 or double.NaN ? $"the floor must be a factor in [0, 1], got {floor}" : null;

    private protected string? TotalProblem(int totalSteps) =>
        totalSteps <= WarmupSteps
            ? $"the schedule ends after {totalSteps} updates but its warm-up takes {WarmupSteps}; "
                + "raise the total or shorten the warm-up"
            : null;
}
