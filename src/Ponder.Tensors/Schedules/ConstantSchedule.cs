namespace Ponder.Tensors.Schedules;

/// <summary>Factor 1 after the warm-up: transformers' <c>constant_with_warmup</c>.</summary>
public sealed record ConstantSchedule : Schedule
{
    /// <inheritdoc/>
    protected override double AfterWarmup(long updates) => 1;
}
