using Ponder.Models;
using Ponder.Models.Llama;
using Ponder.Numerics.Tests.Models;
using Ponder.Tensors;
using Ponder.Tensors.Optimisers;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Devices;

/// <summary>Training as other devices do it, against training with the CPU's own kernels; and, where there is one, on a CUDA device.</summary>
public class ComposedModelTests : LeakCheckedTest
{
    private static readonly int[][] Group = [[1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 9], [1, 2, 3, 4, 5, 6, 7, 8, 12], [3, 3]];

    [Theory]
    [InlineData(false, LinearPrecision.Float32, 2e-5)]
    [InlineData(true, LinearPrecision.Float32, 2e-5)]
    [InlineData(true, LinearPrecision.BFloat16, 3e-2)]
    public void Losses_and_weights_after_updates_agree(bool sharing, LinearPrecision precision, double tolerance)
    {
        var expected = Train(Device.Cpu, sharing, precision);
        using var composed = Composition.Force();
        Near(expected, Train(Device.Cpu, sharing, precision), tolerance);
    }

    [CudaFact]
    public void Training_on_a_cuda_device_agrees()
    {
        var expected = Train(Device.Cpu, sharing: true, LinearPrecision.Float32);
        Near(expected, Train(Device.Cuda(), sharing: true, LinearPrecision.Float32), 1e-3);
    }

    [CudaFact]
    public void A_model_moves_to_a_device_and_back_unchanged()
    {
        using var scope = TensorScope.Enter();
        using var model = TinyLlama.New();
        var before = model.Parameters[0].Value.Detach().ToArray<float>();
        model.MoveTo(Device.Cuda());
        Assert.Equal(Device.Cuda(), model.Parameters[0].Value.Device);
        Assert.Throws<ShapeException>(() => model.Parameters[0].Value.DataPointer);
        Assert.Equal(before, model.Parameters[0].Value.Detach().ToArray<float>());
        model.MoveTo(Device.Cpu);
        Assert.Equal(before, model.Parameters[0].Value.Detach().Data<float>().ToArray());
    }

    [Fact]
    public void A_model_that_stays_where_it_is_keeps_its_tensors()
    {
        using var model = TinyLlama.New();
        var weight = model.Parameters[0].Value;
        model.MoveTo(Device.Cpu);
        Assert.Same(weight, model.Parameters[0].Value);
        Assert.True(model.Device.IsCpu);
    }

    /// <summary>Three updates: losses, log-probabilities of the last pass, then all weights.</summary>
    private static List<float> Train(Device device, bool sharing, LinearPrecision precision)
    {
        using var model = TinyLlama.New();
        model.Precision = precision;
        model.MoveTo(device);
        using var optimiser = new AdamW(model.Parameters, new AdamWOptions { WeightDecay = 0.1 });
        var values = new List<float>();
        for (var step = 0; step < 3; step++)
        {
            using var scope = TensorScope.Enter();
            int[] tokens = [.. Group.SelectMany(sequence => sequence)];
            int[] bounds = [0, .. Group.Select((_, n) => Group.Take(n + 1).Sum(sequence => sequence.Length))];
            var (batch, rows) = sharing ? PackedBatch.Sharing(tokens, bounds) : (PackedBatch.From(tokens, bounds), [.. Enumerable.Range(0, tokens.Length)]);
            var (logp, _) = model.LogProbs(batch, [.. rows], [.. tokens.Select(token => (token + 1) % TinyLlama.Options.Vocabulary)], 0.9);
            Assert.True(logp.Device.IsCpu);
            var loss = -logp.Mean();
            loss.Backward();
            values.Add(loss.Item<float>());
            var norm = GradientClipping.GlobalNorm(model.Parameters);
            values.Add((float)norm);
            optimiser.Step(1e-3, GradientClipping.Factor(norm, 1));
            optimiser.ZeroGrad();
            values.AddRange(logp.Detach().ToArray<float>());
        }

        using var last = TensorScope.Enter();
        values.AddRange(model.Parameters.SelectMany(parameter => parameter.Value.Detach().ToArray<float>()));
        return values;
    }

    private static void Near(List<float> expected, List<float> actual, double tolerance)
    {
        Assert.Equal(expected.Count, actual.Count);
        var worst = expected.Zip(actual).Max(pair => Math.Abs(pair.First - pair.Second) / Math.Max(1, Math.Abs(pair.First)));
        Assert.InRange(worst, 0, tolerance);
    }
}
