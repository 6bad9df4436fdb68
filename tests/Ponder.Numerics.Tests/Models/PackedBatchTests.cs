using Ponder.Models;
using Ponder.Tensors;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Models;

public sealed class PackedBatchTests : LeakCheckedTest
{
    [Fact]
    public void Sequences_are_laid_end_to_end_with_positions_from_zero()
    {
        using var scope = TensorScope.Enter();

        var batch = PackedBatch.From(TinyLlama.Sequences);

        Assert.Equal([1L, 2, 3, 4, 5, 7, 12, 0, 12, 11, 3, 2, 9], batch.InputIds.ToArray<long>());
        Assert.Equal([0L, 1, 2, 3, 4, 0, 0, 1, 2, 3, 4, 5, 6], batch.Positions.ToArray<long>());
        Assert.Equal([0L, 5, 6, 13], batch.CuSeqlens.ToArray<long>());
        Assert.Equal((13, 7, 12), (batch.Tokens, batch.MaxLength, batch.MaxId));
    }

    [Theory]
    [InlineData(new[] { 0, 2 })]
    [InlineData(new[] { 1, 3 })]
    [InlineData(new[] { 0, 2, 1, 3 })]
    [InlineData(new int[0])]
    public void Bounds_that_do_not_fit_are_refused(int[] bounds)
    {
        using var scope = TensorScope.Enter();

        Assert.Throws<ArgumentException>(() => PackedBatch.From([1, 2, 3], bounds));
    }

    [Fact]
    public void Negative_id_is_refused()
    {
        using var scope = TensorScope.Enter();

        Assert.Throws<ArgumentOutOfRangeException>(() => PackedBatch.From([1, -2, 3], [0, 3]));
    }
}
