using Ponder.Models;
using Ponder.Tensors;
using Xunit;

namespace Ponder.Numerics.Tests.Models;

public sealed class MemoryEstimateTests
{
    [Fact]
    public void Weights_gradients_and_moments_are_four_numbers_per_parameter()
    {
        var estimate = MemoryEstimate.ForTraining(TinyLlama.Options, 100);

        Assert.Equal(4 * TinyLlama.Options.ParameterCount, estimate.Weights);
        Assert.Equal(estimate.Weights, estimate.Gradients);
        Assert.Equal(2 * estimate.Weights, estimate.Optimiser);
        Assert.Equal(estimate.Weights + estimate.Gradients + estimate.Optimiser + estimate.Activations, estimate.Total);
    }

    [Fact]
    public void Activations_grow_with_the_tokens_of_a_micro_batch_and_bf16_adds_copies()
    {
        var one = MemoryEstimate.ForTraining(TinyLlama.Options, 100);
        var two = MemoryEstimate.ForTraining(TinyLlama.Options, 200);
        var narrow = MemoryEstimate.ForTraining(TinyLlama.Options, 100, LinearPrecision.BFloat16);

        Assert.Equal(2 * one.Activations, two.Activations);
        Assert.True(narrow.Activations > one.Activations);
        Assert.True(narrow.Weights > one.Weights);
    }
}
