using Ponder.Inference.KvCache;
using Ponder.Inference.Scheduling;
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

    [Fact]
    public void Pool_named_block_is_found_until_its_place_is_needed()
    {
        var pool = new BlockPool(3);
        pool.TryRent(out int first);
        pool.TryRent(out int second);
        pool.Name(first, 11);
        pool.Name(second, 22);
        pool.Return(first);
        pool.Return(second);
        Assert.Equal(3, pool.Free);

        Assert.True(pool.TryFind(11, out int found));
        Assert.Equal(first, found);
        Assert.Equal(1, pool.Users(first));
        pool.Return(first);

        // The nameless block goes first, then the named one that has been free for longest.
        pool.TryRent(out int nameless);
        Assert.DoesNotContain(nameless, new[] { first, second });
        Assert.True(pool.TryRent(out int reused));
        Assert.Equal(second, reused);
        Assert.False(pool.Knows(22));
        Assert.True(pool.Knows(11));
    }

    [Fact]
    public void Pool_forgets_all_names_at_once()
    {
        var pool = new BlockPool(1);
        pool.TryRent(out int block);
        pool.Name(block, 5);
        pool.ForgetNames();
        Assert.False(pool.TryFind(5, out _));
        pool.Name(block, 6);
        Assert.True(pool.Knows(6));
    }

    [Fact]
    public void Pool_gives_out_forgotten_blocks_before_untouched_ones()
    {
        var pool = new BlockPool(100);
        pool.TryRent(out int block);
        pool.Name(block, 5);
        pool.Return(block);
        pool.ForgetNames();
        pool.TryRent(out int next);
        Assert.Equal(block, next);
    }

    [Fact]
    public void Prompt_blocks_of_a_sequence_older_than_the_weights_get_no_name()
    {
        var pool = new BlockPool(8);
        var prompts = new PromptBlocks(pool, enabled: true);
        Sequence sequence = new SequenceGroup(new int[130], 1).Sequences[0];
        Assert.True(sequence.TryGrow(130, pool));
        sequence.Computed = 64;
        prompts.Name(sequence, 0);
        Assert.True(pool.Knows(sequence.Group.BlockNames[0]));

        pool.ForgetNames();
        sequence.Computed = 128;
        prompts.Name(sequence, 64);

        Assert.DoesNotContain(sequence.Group.BlockNames, pool.Knows);
    }

    [Fact]
    public void Names_are_equal_where_all_tokens_up_to_the_end_are()
    {
        int[] prompt = [.. Enumerable.Range(0, 200)];
        int[] other = [.. prompt];
        other[70]++;
        Assert.Equal(3, BlockNames.Of(prompt).Length);
        Assert.Equal(BlockNames.Of(prompt)[0], BlockNames.Of(other)[0]);
        Assert.NotEqual(BlockNames.Of(prompt)[1], BlockNames.Of(other)[1]);
        Assert.NotEqual(BlockNames.Of(prompt)[2], BlockNames.Of(other)[2]);
        Assert.Equal(BlockNames.Of(prompt)[..2], BlockNames.Of(prompt.AsSpan(0, 128)));
    }
}
