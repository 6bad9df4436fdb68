using Ponder.Tensors;
using Xunit;
using static Ponder.Tensors.F;

namespace Ponder.Numerics.Tests.Fused;

/// <summary>The blocks of a layer in bf16 beside the fp32 functions that they are made of.</summary>
public class BlockTests : FusedTest
{
    // Of the largest value: operands are rounded to 2⁻⁹ of theirs, some of them twice in a row.
    private const double Rounding = 2e-2;

    private const double Eps = 1e-5;

    [Theory]
    [InlineData(1, 64, 96)]
    [InlineData(37, 72, 100)]
    [InlineData(600, 64, 160)]
    public void Feed_forward_block_equals_its_composition(int rows, int width, int inner)
    {
        using var scope = TensorScope.Enter();
        Tensor[] leaves =
            [Leaf("x", rows, width), Leaf("norm", width), Weight("gate", inner, width), Weight("up", inner, width), Weight("down", width, inner)];
        if (!Runs(() => FeedForwardBlock(leaves[0], leaves[1], leaves[2], leaves[3], leaves[4], Eps)))
        {
            return;
        }

        Matches(x => FeedForwardBlock(x[0], x[1], x[2], x[3], x[4], Eps), Composed, leaves, Rounding);

        static Tensor Composed(Tensor[] x)
        {
            var maps = Linears(RmsNorm(x[0], x[1], Eps), [x[2], x[3]]);
            return x[0] + Linear(SwiGlu(maps[0], maps[1]), x[4]);
        }
    }

    /// <summary>Lengths and parents of segments; query heads, key/value heads, head width, model width.</summary>
    private static readonly (int[] Lengths, long[]? Parents, int H, int G, int K, int D)[] Cases =
    [
        ([1, 70, 0, 129], null, 4, 2, 32, 96),
        ([300, 290], null, 9, 3, 64, 576),
        ([66, 20, 3], [-1, 0, 0], 2, 2, 20, 50),
    ];

    [Fact]
    public void Attention_block_equals_its_composition()
    {
        foreach (var (lengths, parents, h, g, k, d) in Cases)
        {
            using var scope = TensorScope.Enter();
            var rows = lengths.Sum();
            var (bounds, tree, scale) = (Packed(lengths), parents is null ? null : Longs(parents), 1 / Math.Sqrt(k));
            var positions = Longs([.. Enumerable.Range(0, rows).Select(i => (long)(i % 50))]);
            var (cos, sin) = (Normal("angles", 50, k / 2).Cos(), Normal("angles", 50, k / 2).Sin());
            Tensor[] leaves =
                [Leaf("x", rows, d), Leaf("norm", d), Weight("q", h * k, d), Weight("k", g * k, d), Weight("v", g * k, d), Weight("out", d, h * k)];
            if (!Runs(() => Block(leaves)))
            {
                return;
            }

            Matches(Block, Composed, leaves, Rounding);

            Tensor Block(Tensor[] x) => AttentionBlock(x[0], x[1], x[2], x[3], x[4], x[5], h, positions, cos, sin, bounds, scale, Eps, tree);

            Tensor Composed(Tensor[] x)
            {
                var maps = Linears(RmsNorm(x[0], x[1], Eps), x.AsSpan(2, 3));
                var (q, keys) = (Rope(maps[0].View(rows, h, k), positions, cos, sin), Rope(maps[1].View(rows, g, k), positions, cos, sin));
                return x[0] + Linear(Attention(q, keys, maps[2].View(rows, g, k), bounds, scale, tree).View(rows, h * k), x[5]);
            }
        }
    }

    [Theory]
    [InlineData(64, 160)]
    [InlineData(72, 100)]
    public void Feed_forward_block_has_the_same_bits_with_one_and_two_threads(int width, int inner)
    {
        using var scope = TensorScope.Enter();
        Tensor[] leaves =
            [Leaf("x", 601, width), Leaf("norm", width), Weight("gate", inner, width), Weight("up", inner, width), Weight("down", width, inner)];
        if (Runs(() => FeedForwardBlock(leaves[0], leaves[1], leaves[2], leaves[3], leaves[4], Eps)))
        {
            SameBitsWithThreads(leaves, () => FeedForwardBlock(leaves[0], leaves[1], leaves[2], leaves[3], leaves[4], Eps));
        }
    }

    [Fact]
    public void Attention_block_has_the_same_bits_with_one_and_two_threads()
    {
        using var scope = TensorScope.Enter();
        const int Heads = 4, KvHeads = 2, HeadWidth = 32, Width = 128;
        int[] lengths = [200, 1, 130, 90];
        var rows = lengths.Sum();
        var (bounds, positions) = (Packed(lengths), Longs([.. Enumerable.Range(0, rows).Select(i => (long)(i % 50))]));
        var (cos, sin) = (Normal("angles", 50, HeadWidth / 2).Cos(), Normal("angles", 50, HeadWidth / 2).Sin());
        Tensor[] leaves =
        [
            Leaf("x", rows, Width), Leaf("norm", Width), Weight("q", Heads * HeadWidth, Width), Weight("k", KvHeads * HeadWidth, Width),
            Weight("v", KvHeads * HeadWidth, Width), Weight("out", Width, Heads * HeadWidth),
        ];
        if (Runs(Block))
        {
            SameBitsWithThreads(leaves, Block);
        }

        Tensor Block() => AttentionBlock(
            leaves[0], leaves[1], leaves[2], leaves[3], leaves[4], leaves[5], Heads, positions, cos, sin, bounds, 1 / Math.Sqrt(HeadWidth), Eps);
    }

    [Fact]
    public void Weights_that_do_not_learn_get_no_gradient_and_changed_weights_are_rounded_anew()
    {
        using var scope = TensorScope.Enter();
        Tensor x = Leaf("x", 5, 32), norm = Tensor.Ones([32]), gate = Normal("gate", 32, 32), up = Normal("up", 32, 32), down = Leaf("down", 32, 32);
        if (!Runs(() => FeedForwardBlock(x, norm, gate, up, down, Eps)))
        {
            return;
        }

        var before = FeedForwardBlock(x, norm, gate, up, down, Eps);
        before.Sum().Backward();
        Assert.Null(gate.Grad);
        Assert.NotNull(down.Grad);
        Assert.NotNull(x.Grad);
        using var off = NoGrad.Enter();
        up.CopyFrom(Tensor.Zeros([32, 32]));
        SameBits(x, FeedForwardBlock(x, norm, gate, up, down, Eps));
    }

    [Fact]
    public void Blocks_are_for_bf16_in_the_fast_mode()
    {
        Assert.False(HasBlocks(LinearPrecision.Float32, 64));
        Assert.False(HasBlocks(LinearPrecision.BFloat16, 64));   // tests run in the exact mode
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        using var scope = TensorScope.Enter();
        Tensor x = Tensor.Zeros([4, 8]), norm = Tensor.Zeros([8]), wide = Tensor.Zeros([16, 8]), narrow = Tensor.Zeros([8, 16]);
        Assert.Contains("down", Assert.Throws<ShapeException>(() => FeedForwardBlock(x, norm, wide, wide, wide, Eps)).Message, StringComparison.Ordinal);
        Assert.Contains("norm", Assert.Throws<ShapeException>(() => FeedForwardBlock(x, x, wide, wide, narrow, Eps)).Message, StringComparison.Ordinal);
        var angles = Tensor.Zeros([4, 4]);
        Assert.Contains("query heads", Assert.Throws<ShapeException>(
            () => AttentionBlock(x, norm, wide, wide, wide, narrow, 3, Longs(0, 1, 2, 3), angles, angles, Longs(0, 4), 1, Eps)).Message, StringComparison.Ordinal);
    }

    /// <summary>The result and the gradients of all leaves, with one thread and with two.</summary>
    private void SameBitsWithThreads(Tensor[] leaves, Func<Tensor> block)
    {
        var seed = Normal("seed", block().Shape.ToArray());
        foreach (var (alone, together) in WithThreads(1).Zip(WithThreads(2)))
        {
            SameBits(alone, together);
        }

        Tensor[] WithThreads(int threads)
        {
            NativeLibraryHost.SetThreads(threads);
            var y = block();
            return [y, .. Gradients(y, seed, leaves)];
        }
    }

    /// <summary>False on a CPU without AVX512-BF16.</summary>
    private static bool Runs(Func<Tensor> block)
    {
        try
        {
            _ = block();
            return true;
        }
        catch (NativeException e) when (e.Message.Contains("AVX512-BF16", StringComparison.Ordinal))
        {
            return false;
        }
    }

    /// <summary>A weight of a size that keeps the variance of its input.</summary>
    private Tensor Weight(string name, int rows, int columns)
    {
        var weight = (Normal(name, rows, columns) * (1 / Math.Sqrt(columns))).Detach();
        weight.RequiresGrad = true;
        return weight;
    }
}
