using Ponder.Algorithms.Reductions;
using Xunit;

namespace Ponder.Numerics.Tests.Algorithms;

public sealed class ReductionTests
{
    // Lengths 2 and 4, token losses 1, 1 and 2, 2, 2, 2.
    [Theory]
    [InlineData(ReductionKind.TokenMean, 10.0 / 6)]
    [InlineData(ReductionKind.SequenceMeanOfTokenMean, 1.5)]
    [InlineData(ReductionKind.SequenceMeanOfTokenSum, 5)]
    [InlineData(ReductionKind.ConstantLength, 1.25)]
    public void Weights_of_the_hand_example_give_its_loss(ReductionKind kind, double expected)
    {
        var batch = Samples.Batch(2, 4);

        var weights = new Reduction { Kind = kind, Length = 4 }.Weights(batch);

        Assert.Equal(expected, Enumerable.Range(0, batch.Count).Sum(t => weights[t] * (t < batch.CuSeqlens[1] ? 1 : 2)), 1e-6);
    }

    [Fact]
    public void Token_that_is_not_learned_from_still_counts()
    {
        var batch = Samples.Batch(2, 2);
        batch.GradientMask.AsSpan(batch.CuSeqlens[1]).Clear();

        var weights = new Reduction { Kind = ReductionKind.SequenceMeanOfTokenMean }.Weights(batch);

        Assert.Equal([0.25f, 0.25f, 0, 0, 0, 0], weights);
        Assert.Equal(
            [0.5f, 0.5f, 0, 0, 0, 0],
            new Reduction { Kind = ReductionKind.SequenceMeanOfTokenMean, Denominator = DenominatorMask.Gradient }.Weights(batch));
    }

    [Fact]
    public void Sequence_without_response_tokens_is_no_sequence()
    {
        var weights = new Reduction { Kind = ReductionKind.SequenceMeanOfTokenSum }.Weights(Samples.Batch(2, 0));

        Assert.Equal([1f, 1f, 0, 0], weights);
    }

    [Fact]
    public void Worker_with_the_totals_of_all_workers_gives_the_weights_of_the_whole_batch()
    {
        foreach (var kind in Enum.GetValues<ReductionKind>())
        {
            var reduction = new Reduction { Kind = kind, Length = 7 };
            var (left, right) = (Samples.Batch(3, 1), Samples.Batch(5));
            var totals = reduction.Totals(left) + reduction.Totals(right);

            float[] apart = [.. reduction.Weights(left, totals), .. reduction.Weights(right, totals)];

            Assert.Equal(reduction.Weights(Samples.Batch(3, 1, 5)), apart);
        }
    }

    [Fact]
    public void Constant_length_without_a_length_is_named()
    {
        Assert.NotNull(new Reduction { Kind = ReductionKind.ConstantLength }.Problem);
        Assert.Null(new Reduction { Kind = ReductionKind.TokenMean }.Problem);
    }
}
