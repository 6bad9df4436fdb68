using Ponder.Models;
using Ponder.Tensors;
using Ponder.Tensors.Random;
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

    [Fact]
    public void Beginnings_in_common_are_there_once()
    {
        using var scope = TensorScope.Enter();
        int[] prompt = [1, 2, 3, 4, 5], other = [1, 2, 3, 4, 9, 9];
        int[][] sequences = [[.. prompt, 6, 7], [.. prompt, 8], other, prompt, [.. prompt, 6, 7], [1, 2, 3]];

        var (batch, rows) = PackedBatch.Sharing([.. sequences.SelectMany(s => s)], Bounds(sequences));

        // 1 2 3 4 | 5 | 6 7 | 8 | 9 9: five segments; fewer than four tokens in common part without one.
        Assert.Equal([1L, 2, 3, 4, 5, 6, 7, 8, 9, 9], batch.InputIds.ToArray<long>());
        Assert.Equal([0L, 1, 2, 3, 4, 5, 6, 5, 4, 5], batch.Positions.ToArray<long>());
        Assert.Equal([0L, 4, 5, 7, 8, 10], batch.CuSeqlens.ToArray<long>());
        Assert.Equal([-1L, 0, 1, 1, 0], batch.Parents!.ToArray<long>());
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 7, 0, 1, 2, 3, 8, 9, 0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 5, 6, 0, 1, 2], rows);
        Assert.Equal((10, 7, 9), (batch.Tokens, batch.MaxLength, batch.MaxId));
    }

    [Fact]
    public void Nothing_in_common_gives_the_plain_batch()
    {
        using var scope = TensorScope.Enter();

        var (batch, rows) = PackedBatch.Sharing([1, 2, 3, 1, 2, 4], [0, 3, 3, 6]);

        Assert.Null(batch.Parents);
        Assert.Equal([0L, 3, 3, 6], batch.CuSeqlens.ToArray<long>());
        Assert.Equal(Enumerable.Range(0, 6), rows);
    }

    [Fact]
    public void Every_row_holds_its_token_at_its_position()
    {
        using var scope = TensorScope.Enter();
        for (var seed = 0; seed < 200; seed++)
        {
            // Few token ids and copied beginnings, so that segments are cut at many places.
            var random = Philox.Named((ulong)seed, "tree");
            var (at, sequences) = (0, new List<int[]>());
            for (var n = 0; n < 12; n++)
            {
                var begin = n > 0 ? sequences[random.IntegerAt(at++, n)] : [];
                begin = begin[..random.IntegerAt(at++, begin.Length + 1)];
                var own = random.IntegerAt(at++, 12);
                sequences.Add([.. begin, .. Enumerable.Range(0, own).Select(_ => random.IntegerAt(at++, 3))]);
            }

            int[] ids = [.. sequences.SelectMany(s => s)], bounds = Bounds(sequences);
            var (batch, rows) = PackedBatch.Sharing(ids, bounds);
            long[] tokens = batch.InputIds.ToArray<long>(), positions = batch.Positions.ToArray<long>(), starts = batch.CuSeqlens.ToArray<long>();
            var parents = batch.Parents?.ToArray<long>() ?? [.. Enumerable.Repeat(-1L, starts.Length - 1)];
            Assert.True(batch.Parents is null || tokens.Length < ids.Length);
            foreach (var (n, sequence) in sequences.Index())
            {
                for (var i = 0; i < sequence.Length; i++)
                {
                    var row = rows[bounds[n] + i];
                    Assert.Equal((sequence[i], i), (tokens[row], positions[row]));
                    if (i > 0)
                    {
                        // The row before is the one above it in its segment, or the last of the parent.
                        var segment = Array.FindLastIndex(starts, start => start <= row);
                        Assert.Equal(row > starts[segment] ? row - 1 : starts[parents[segment] + 1] - 1, rows[bounds[n] + i - 1]);
                    }
                }
            }
        }
    }

    private static int[] Bounds(IReadOnlyList<int[]> sequences) =>
        [0, .. sequences.Select((_, n) => sequences.Take(n + 1).Sum(sequence => sequence.Length))];
}
