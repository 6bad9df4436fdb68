using Ponder.Algorithms.Records;

namespace Ponder.Algorithms.Reductions;

/// <summary>
/// The one place where token losses become a loss: what is summed, what it is divided by, and over what that is
/// counted. The loss of a step is Σ_t w_t · ℓ_t, and this object makes the weights w from the whole step before it is
/// cut into micro-batches. Gradients of micro-batches and of workers are then summed, never averaged, and neither the
/// cut nor the packing order can change them.
/// </summary>
/// <remarks>
/// Numerator: tokens with both masks of <see cref="TrainBatch"/> set. Denominator: <see cref="Denominator"/>; a
/// sequence without a single counted token is not a sequence.
/// </remarks>
public sealed record Reduction
{
    /// <summary>What is divided by what.</summary>
    public required ReductionKind Kind { get; init; }

    /// <summary>C of <see cref="ReductionKind.ConstantLength"/>, in tokens; ignored by the other kinds.</summary>
    public double Length { get; init; }

    /// <summary>Which tokens the denominator counts.</summary>
    /// <value>The response: masking what is learned does not make the rest louder.</value>
    public DenominatorMask Denominator { get; init; } = DenominatorMask.Response;

    /// <summary>The factor in front of the sums, for people.</summary>
    public string Formula => Kind switch
    {
        ReductionKind.TokenMean => "1/Σ_i|o_i| · Σ_i Σ_t",
        ReductionKind.SequenceMeanOfTokenMean => "1/B · Σ_i 1/|o_i| · Σ_t",
        ReductionKind.SequenceMeanOfTokenSum => "1/B · Σ_i Σ_t",
        _ => $"1/B · Σ_i 1/{Length:g} · Σ_t",
    };

    /// <summary>What is wrong with the settings, or null.</summary>
    public string? Problem => Kind == ReductionKind.ConstantLength && Length is not (> 0 and < double.PositiveInfinity)
        ? $"a constant-length reduction needs a positive length in tokens (usually the limit of new tokens), got {Length}"
        : null;

    /// <summary>The counts of a batch, to be added over the data-parallel workers of a step.</summary>
    public ReductionTotals Totals(TrainBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var mask = Mask(batch);
        var totals = default(ReductionTotals);
        for (var i = 0; i < batch.Sequences; i++)
        {
            var length = LengthOf(batch, mask, i);
            totals += new ReductionTotals(length, length > 0 ? 1 : 0);
        }

        return totals;
    }

    /// <summary>The weights of a batch that is the whole step, <c>[T]</c>.</summary>
    public float[] Weights(TrainBatch batch) => Weights(batch, Totals(batch));

    /// <summary>The weights of a part of a step whose counts are <paramref name="totals"/>, <c>[T]</c>.</summary>
    public float[] Weights(TrainBatch batch, ReductionTotals totals)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var mask = Mask(batch);
        var weights = new float[batch.Count];
        for (var i = 0; i < batch.Sequences; i++)
        {
            var length = LengthOf(batch, mask, i);
            if (length == 0)
            {
                continue;
            }

            var weight = (float)(1 / Divisor(length, totals));
            for (var t = batch.CuSeqlens[i]; t < batch.CuSeqlens[i + 1]; t++)
            {
                weights[t] = batch.ResponseMask[t] * batch.GradientMask[t] * weight;
            }
        }

        return weights;
    }

    private double Divisor(long length, ReductionTotals totals) => Kind switch
    {
        ReductionKind.TokenMean => totals.Tokens,
        ReductionKind.SequenceMeanOfTokenMean => (double)totals.Sequences * length,
        ReductionKind.SequenceMeanOfTokenSum => totals.Sequences,
        _ => totals.Sequences * Length,
    };

    private float[] Mask(TrainBatch batch) => Denominator == DenominatorMask.Response
        ? batch.ResponseMask
        : [.. batch.ResponseMask.Zip(batch.GradientMask, (r, g) => r * g)];

    private static long LengthOf(TrainBatch batch, float[] mask, int sequence)
    {
        var length = 0L;
        for (var t = batch.CuSeqlens[sequence]; t < batch.CuSeqlens[sequence + 1]; t++)
        {
            length += mask[t] != 0 ? 1 : 0;
        }

        return length;
    }
}
