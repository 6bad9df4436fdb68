using Ponder.Models;
using Ponder.Models.Llama;
using Xunit;

namespace Ponder.Numerics.Tests.Models;

public sealed class MemoryEstimateTests
{
    private static LlamaOptions Options => TinyLlama.Options;

    private static MemoryEstimate Of(TrainingKernels kernels, long rows = 100, long targets = 50, LlamaOptions? options = null) =>
        MemoryEstimate.ForTraining(options ?? Options, rows, targets, kernels);

    [Fact]
    public void Weights_and_moments_are_three_numbers_per_parameter_and_gradients_one_and_the_largest_again()
    {
        var estimate = Of(TrainingKernels.Float32);

        Assert.Equal(4 * Options.ParameterCount, estimate.Weights);
        Assert.Equal(2 * estimate.Weights, estimate.Optimiser);
        Assert.InRange(estimate.Gradients - estimate.Weights, 4L * Options.Vocabulary * Options.Width, estimate.Weights);
        Assert.Equal(estimate.Weights + estimate.Gradients + estimate.Optimiser + estimate.Activations + estimate.Head, estimate.Total);
    }

    [Fact]
    public void A_copy_in_bf16_takes_two_bytes_per_number_of_a_matrix_and_panels_four()
    {
        var (weights, matrices) = (4 * Options.ParameterCount, MemoryEstimate.Matrices(Options));

        Assert.Equal(weights + (2 * matrices), Of(TrainingKernels.BFloat16).Weights);
        Assert.Equal(weights + (2 * matrices), Of(TrainingKernels.Blocks).Weights);
        Assert.Equal(weights + (4 * matrices), Of(TrainingKernels.Panels).Weights);
    }

    [Fact]
    public void Matrices_are_all_parameters_but_norms_and_an_untied_table_of_embeddings()
    {
        var norms = ((2L * Options.Layers) + 1) * Options.Width;
        var untied = Options with { Tied = false };

        Assert.Equal((Options with { Tied = true }).ParameterCount - norms, MemoryEstimate.Matrices(Options with { Tied = true }));
        Assert.Equal(untied.ParameterCount - norms - ((long)untied.Vocabulary * untied.Width), MemoryEstimate.Matrices(untied));
    }

    [Theory]
    [InlineData(TrainingKernels.Float32)]
    [InlineData(TrainingKernels.BFloat16)]
    [InlineData(TrainingKernels.Panels)]
    public void Activations_grow_with_the_rows_that_are_computed_and_not_with_targets(TrainingKernels kernels)
    {
        Assert.Equal(2 * Of(kernels).Activations, Of(kernels, rows: 200).Activations);
        Assert.Equal(Of(kernels).Activations, Of(kernels, targets: 10).Activations);
        Assert.True(Of(kernels).Head > Of(kernels, targets: 10).Head);
    }

    [Fact]
    public void Blocks_keep_less_than_separate_functions_and_bf16_more_than_fp32()
    {
        Assert.True(Of(TrainingKernels.Blocks).Activations < Of(TrainingKernels.Float32).Activations);
        Assert.True(Of(TrainingKernels.BFloat16).Activations > Of(TrainingKernels.Float32).Activations);
    }

    [Fact]
    public void A_head_holds_no_more_logits_than_a_chunk_and_no_more_softmax_than_its_limit()
    {
        var wide = Options with { Vocabulary = 50_000 };
        var most = Of(TrainingKernels.Panels, rows: 100_000, targets: 100_000, wide).Head;

        Assert.InRange(most - Of(TrainingKernels.Panels, rows: 1, targets: 1, wide).Head, 0, (800L << 20) + (100_000L * wide.Width * 12));
    }
}
