using System.Diagnostics;
using Ponder.Models;
using Ponder.Models.Llama;
using Ponder.Tensors;
using Ponder.Tensors.Optimisers;
using Ponder.Tensors.Random;

namespace Ponder.Cli.Bench;

/// <summary>
/// Whole training steps of a new Llama model: forward, backward, norm clip, AdamW. Useful work per token is
/// 6 × the parameters of matrix products + 6 × layers × query width × length, the causal half of attention's two products and their gradients.
/// </summary>
public sealed class TrainBench : IDisposable
{
    private readonly int _sequences;
    private readonly int _length;
    private readonly LlamaModel _model;
    private readonly AdamW _optimiser;
    private readonly int[] _ids;
    private int _step;

    /// <summary>Makes the model and one batch of random tokens.</summary>
    /// <param name="options">Sizes.</param>
    /// <param name="sequences">Sequences per step.</param>
    /// <param name="length">Tokens per sequence.</param>
    /// <param name="precision">Of the operands of matrix products.</param>
    public TrainBench(LlamaOptions options, int sequences, int length, LinearPrecision precision)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_sequences, _length) = (sequences, length);
        _model = LlamaModel.New(options, seed: 1);
        _model.Precision = precision;
        _optimiser = new AdamW(_model.Parameters, new AdamWOptions());
        var random = Philox.Named(1, "bench tokens");
        _ids = [.. Enumerable.Range(0, (sequences * length) + 1).Select(i => random.IntegerAt(i, options.Vocabulary))];
        FlopsPerToken = (6.0 * BenchModels.MatrixParameters(options)) + (6.0 * options.Layers * options.Heads * options.HeadWidth * length);
    }

    /// <summary>Useful floating-point operations per token.</summary>
    public double FlopsPerToken { get; }

    /// <summary>One step: tokens per second, and GFLOP/s of useful work.</summary>
    public (double TokensPerSecond, double Gflops) Step()
    {
        var started = Stopwatch.GetTimestamp();
        using (var scope = TensorScope.Enter())
        {
            int[] bounds = [.. Enumerable.Range(0, _sequences + 1).Select(n => n * _length)];
            var batch = PackedBatch.From(_ids.AsSpan(0, _sequences * _length), bounds);
            var targets = Tensor.From<long>([.. _ids.Skip(1).Select(id => (long)id)], [_sequences * _length]);
            var (logp, _) = _model.LogProbs(batch, targets);
            (-logp.Mean()).Backward();
        }

        var norm = GradientClipping.GlobalNorm(_model.Parameters);
        _optimiser.Step(1e-3 / ++_step, GradientClipping.Factor(norm, 1));
        _optimiser.ZeroGrad();
        var rate = _sequences * _length / Stopwatch.GetElapsedTime(started).TotalSeconds;
        return (rate, rate * FlopsPerToken / 1e9);
    }

    /// <summary>Frees the model and the optimiser's state.</summary>
    public void Dispose()
    {
        _optimiser.Dispose();
        _model.Dispose();
    }
}
