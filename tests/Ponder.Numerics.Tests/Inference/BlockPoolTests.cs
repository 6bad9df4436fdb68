using Ponder.Inference.KvCache;
using Xunit;

namespace Ponder.Numerics.Tests.Inference;

public class BlockPoolTests
{
    [Fact]
    public void Pool_shared_block_is_free_after_the_last_return()
    {
        var pool = new BlockPool(2);
        Assert.True(pool.TryRent(out int block));
        pool.Share(block);

        pool.Return(block);
        Assert.Equal(1, pool.InUse);
        pool.Return(block);

        Assert.Equal(2, pool.Free);
        Assert.Equal(0, pool.Users(block));
    }

    [Fact]
    public void Pool_without_free_blocks_refuses()
    {
        var pool = new BlockPool(1);
        Assert.True(pool.TryRent(out _));
        Assert.False(pool.TryRent(out _));
    }

    [Fact]
    public void Pool_block_returned_twice_throws()
    {
        var pool = new BlockPool(1);
        pool.TryRent(out int block);
        pool.Return(block);
        Assert.Throws<InvalidOperationException>(() => pool.Return(block));
        Assert.Throws<InvalidOperationException>(() => pool.Share(block));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(64, 1)]
    [InlineData(65, 2)]
    public void Blocks_for_tokens_are_rounded_up(int tokens, int blocks) => Assert.Equal(blocks, BlockPool.For(tokens));
}
