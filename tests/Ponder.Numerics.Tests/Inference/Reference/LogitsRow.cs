namespace Ponder.Numerics.Tests.Inference.Reference;

/// <summary>A row of logits with what one pass over it tells.</summary>
/// <param name="logits">Logits, <c>[V]</c>.</param>
/// <param name="inverseTemperature">1 / temperature.</param>
/// <param name="lse">Log-sum-exp of the logits times <paramref name="inverseTemperature"/>.</param>
internal readonly ref struct LogitsRow(ReadOnlySpan<float> logits, float inverseTemperature, float lse)
{
    public ReadOnlySpan<float> Logits { get; } = logits;

    public float InverseTemperature { get; } = inverseTemperature;

    public float LogSumExp { get; } = lse;
}
