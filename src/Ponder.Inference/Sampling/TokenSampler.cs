using Ponder.Inference.Decoding;
using Ponder.Inference.Requests;
using Ponder.Tensors;

namespace Ponder.Inference.Sampling;

/// <summary>
/// Draws tokens from rows of logits, many at a time: one uniform number each, taken through the inverse of the cumulative distribution, over ids in order
/// where the distribution is only tempered, over the kept tokens from the most to the least likely where it is truncated.
/// </summary>
/// <remarks>A draw is a pure function of its row, its options and its number; the threads of the calling thread share the rows.</remarks>
internal sealed unsafe class TokenSampler
{
    private SamplingNative.Draw[] _draws = new SamplingNative.Draw[64];
    private SampledToken[] _drawn = new SampledToken[64];

    /// <summary>Draws that were asked for.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets all draws.</summary>
    public void Clear() => Count = 0;

    /// <summary>Asks for a draw.</summary>
    /// <param name="row">Row of the logits.</param>
    /// <param name="options">How to draw.</param>
    /// <param name="inverseTemperature">1 / temperature, as it is recorded for the training pass.</param>
    /// <param name="uniform">A number in [0, 1).</param>
    public void Add(int row, SamplingOptions options, float inverseTemperature, double uniform)
    {
        if (Count == _draws.Length)
        {
            Array.Resize(ref _draws, 2 * Count);
            Array.Resize(ref _drawn, 2 * Count);
        }
        _draws[Count++] = new SamplingNative.Draw
        {
            Uniform = uniform,
            TopP = options.TopP,
            MinP = options.MinP,
            InverseTemperature = inverseTemperature,
            TopK = Math.Max(0, options.TopK),
            Greedy = options.IsGreedy ? 1 : 0,
            Row = row,
        };
    }

    /// <summary>Makes all draws.</summary>
    /// <param name="logits"><c>[R, V]</c>.</param>
    /// <param name="rows">R.</param>
    /// <returns>The tokens, in the order in which they were asked for; valid until the next call.</returns>
    public ReadOnlySpan<SampledToken> Draw(ReadOnlySpan<float> logits, int rows)
    {
        if (Count == 0)
        {
            return [];
        }
        fixed (float* x = logits)
        fixed (SamplingNative.Draw* draws = _draws)
        fixed (SampledToken* drawn = _drawn)
        {
            DecoderNative.Check(SamplingNative.pn_sample(x, rows, logits.Length / rows, draws, Count, drawn));
        }
        return _drawn.AsSpan(0, Count);
    }

    /// <summary>Makes all draws where the logits lie; only the tokens leave the device.</summary>
    /// <param name="logits"><c>[R, V]</c> fp32.</param>
    /// <returns>As the other one.</returns>
    public ReadOnlySpan<SampledToken> Draw(Tensor logits)
    {
        fixed (SamplingNative.Draw* draws = _draws)
        fixed (SampledToken* drawn = _drawn)
        {
            DecoderNative.Check(SamplingNative.pn_sample_tensor(logits.Handle, draws, Count, drawn));
        }
        GC.KeepAlive(logits);
        return _drawn.AsSpan(0, Count);
    }
}
