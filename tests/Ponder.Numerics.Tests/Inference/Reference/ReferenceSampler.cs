using System.Numerics.Tensors;
using Ponder.Inference.Requests;

namespace Ponder.Numerics.Tests.Inference.Reference;

/// <summary>
/// The sampler as plain vector operations, to compare the native one with. Draws one token from a row of logits with one uniform number: the inverse of the cumulative distribution, over ids in order where the
/// distribution is only tempered, over the kept tokens from the most to the least likely where it is truncated.
/// </summary>
/// <remarks>A pure function of its arguments: rows do not influence each other. Holds scratch memory, so one instance per thread.</remarks>
internal sealed class ReferenceSampler(int vocabulary)
{
    private const int Chunk = 256;

    private readonly float[] _weights = new float[vocabulary];
    private readonly Truncation _truncation = new(vocabulary);

    /// <summary>Draws a token.</summary>
    /// <param name="row">Logits, <c>[V]</c>, finite or −∞ with at least one finite.</param>
    /// <param name="options">How to draw.</param>
    /// <param name="uniform">A number in [0, 1).</param>
    /// <returns>
    /// The id, and its log-probability where truncation changed it; NaN where the plain tempered softmax holds, whose log-probability the
    /// training head's kernel gives.
    /// </returns>
    public (int Id, float LogProb) Draw(LogitsRow row, SamplingOptions options, double uniform)
    {
        if (options.IsGreedy)
        {
            return (TensorPrimitives.IndexOfMax(row.Logits), float.NaN);
        }
        if (options.IsUntruncated || !_truncation.Keep(row, options))
        {
            return (DrawTempered(row, uniform), float.NaN);
        }
        return _truncation.Draw(uniform);
    }

    private int DrawTempered(LogitsRow row, double uniform)
    {
        Span<float> weights = _weights;
        // exp(z - lse) sums to 1 up to rounding; the sum that was really reached is what the draw scales with.
        TensorPrimitives.Multiply(row.Logits, row.InverseTemperature, weights);
        TensorPrimitives.Subtract(weights, row.LogSumExp, weights);
        TensorPrimitives.Exp(weights, weights);
        double total = 0;
        for (int start = 0; start < weights.Length; start += Chunk)
        {
            total += TensorPrimitives.Sum<float>(weights[start..Math.Min(start + Chunk, weights.Length)]);
        }
        double left = uniform * total;
        int last = 0;
        for (int start = 0; start < weights.Length; start += Chunk)
        {
            ReadOnlySpan<float> chunk = weights[start..Math.Min(start + Chunk, weights.Length)];
            double sum = TensorPrimitives.Sum(chunk);
            if (left >= sum)
            {
                left -= sum;
                continue;
            }
            for (int i = 0; i < chunk.Length; i++)
            {
                if (chunk[i] > 0)
                {
                    last = start + i;
                    left -= chunk[i];
                    if (left < 0)
                    {
                        return last;
                    }
                }
            }
        }
        // Rounding left a crumb beyond the last token of its chunk; that token is the nearest.
        return weights[last] > 0 ? last : TensorPrimitives.IndexOfMax(row.Logits);
    }
}
