using Ponder.Numerics.Tests.Fused;
using Ponder.Tensors;
using Xunit;
using static Ponder.Tensors.F;

namespace Ponder.Numerics.Tests.Devices;

/// <summary>What other devices run, the compositions of libtorch's operations, against the CPU's own kernels: values and gradients.</summary>
public class ComposedFunctionTests : FusedTest
{
    [Fact]
    public void Forcing_holds_while_it_lives()
    {
        using var scope = TensorScope.Enter();
        var x = Tensor.Zeros([2]);
        using (Composition.Force())
        {
            using (Composition.Force())
            {
                Assert.True(x.IsComposed);
            }

            Assert.True(x.IsComposed);
        }

        Assert.False(x.IsComposed);
    }

    [Fact]
    public void Row_functions_agree()
    {
        using var scope = TensorScope.Enter();
        Agree(x => RmsNorm(x[0], x[1], 1e-5), [Leaf("x", 37, 48), Leaf("w", 48)]);
        Agree(x => SwiGlu(x[0], x[1]), [Leaf("gate", 37, 48), Leaf("up", 37, 48)]);
        var (positions, cos, sin) = (Longs([.. Enumerable.Range(0, 20).Select(i => (long)(i * 3 % 11))]), Normal("cos", 11, 8), Normal("sin", 11, 8));
        Agree(x => Rope(x[0], positions, cos, sin), [Leaf("x", 20, 3, 16)]);
    }

    [Theory]
    [InlineData(LinearPrecision.Float32)]
    [InlineData(LinearPrecision.BFloat16)]
    public void Linear_maps_agree(LinearPrecision precision)
    {
        using var scope = TensorScope.Enter();
        Tensor[] leaves = [Leaf("x", 50, 64), Leaf("a", 64, 64), Leaf("b", 32, 64)];
        Agree(x => Cat(Linears(x[0], x.AsSpan(1), precision), 1), leaves);
        using var composed = Composition.Force();
        leaves[1].Detach().MulInPlace(2);   // the kept bf16 copy must notice
        using var off = NoGrad.Enter();
        Close(MatMul(leaves[0], leaves[1].Transpose(0, 1)), Linear(leaves[0], leaves[1], precision), precision == LinearPrecision.BFloat16 ? 1e-2 : 1e-5);
    }

    [Theory]
    [InlineData(37, 64, 512, 0.7)]
    [InlineData(700, 1, 65_600, 1)]      // chunks, residuals kept
    [InlineData(2100, 1, 65_600, 1)]     // chunks, made again
    public void Log_probs_agree(int rows, int width, int vocabulary, double temperature)
    {
        using var scope = TensorScope.Enter();
        var targets = Longs([.. Enumerable.Range(0, rows).Select(i => (long)(i * 7919 % vocabulary))]);
        Tensor[] leaves = [Leaf("h", rows, width), Leaf("head", vocabulary, width)];
        foreach (var precision in rows > 1000 ? [LinearPrecision.Float32] : new[] { LinearPrecision.Float32, LinearPrecision.BFloat16 })
        {
            Agree(x => LogProbs(x[0], x[1], targets, temperature, precision).LogProbs, leaves, precision == LinearPrecision.BFloat16 ? 1e-2 : 2e-5);
            using var off = NoGrad.Enter();
            var entropy = LogProbs(leaves[0], leaves[1], targets, temperature, precision).Entropy;
            using var composed = Composition.Force();
            Close(entropy, LogProbs(leaves[0], leaves[1], targets, temperature, precision).Entropy, 2e-5);
        }
    }

    [Fact]
    public void A_target_outside_of_the_vocabulary_is_named()
    {
        using var scope = TensorScope.Enter();
        using var composed = Composition.Force();
        var error = Assert.Throws<NativeException>(() => LogProbs(Normal("h", 2, 4), Normal("w", 5, 4), Longs(1, 5)));
        Assert.Contains("target 5 of row 1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 1, 5, 64, 65, 17 }, null, 4, 2, 16)]
    [InlineData(new[] { 0, 66, 0 }, null, 2, 1, 32)]
    [InlineData(new[] { 70 }, null, 3, 3, 20)]
    [InlineData(new[] { 5, 3, 4 }, new long[] { -1, 0, 0 }, 2, 1, 8)]
    [InlineData(new[] { 130, 27, 9, 40, 11, 5, 64 }, new long[] { -1, 0, 1, 1, 0, 4, -1 }, 9, 3, 64)]
    [InlineData(new[] { 63, 130, 66, 200, 1, 12 }, new long[] { -1, 0, 1, 0, 3, 3 }, 4, 4, 32)]
    public void Attention_agrees(int[] lengths, long[]? parents, int heads, int kvHeads, int width)
    {
        using var scope = TensorScope.Enter();
        var (rows, boundaries, tree) = (lengths.Sum(), Packed(lengths), parents is null ? null : Longs(parents));
        Agree(
            x => Attention(x[0], x[1], x[2], boundaries, 0.3, tree),
            [Leaf("q", rows, heads, width), Leaf("k", rows, kvHeads, width), Leaf("v", rows, kvHeads, width)],
            1e-5);
    }

    [Fact]
    public void Attention_over_the_tensors_of_another_batch_is_planned_anew()
    {
        using var scope = TensorScope.Enter();
        using var off = NoGrad.Enter();
        var (q, k, v) = (Normal("q", 40, 2, 8), Normal("k", 40, 2, 8), Normal("v", 40, 2, 8));
        foreach (var lengths in new int[][] { [40], [20, 20], [1, 39], [13, 27], [7, 7, 26], [40] })
        {
            using var boundaries = Packed(lengths);
            var expected = Attention(q, k, v, boundaries, 0.3);
            using var composed = Composition.Force();
            Close(expected, Attention(q, k, v, boundaries, 0.3), 1e-5);
        }
    }

    [Fact]
    public void AdamW_and_the_squared_norm_agree()
    {
        using var scope = TensorScope.Enter();
        Tensor[] w = [Normal("w", 3, 7), Normal("w", 2000), Normal("w", 1)], other = [.. w.Select(x => x.Clone())];
        Tensor[] m = Zeros(w), v = Zeros(w), otherM = Zeros(w), otherV = Zeros(w);
        for (var step = 1; step <= 3; step++)
        {
            Tensor[] g = [.. w.Select(x => Normal("g", x.Shape.ToArray()))];
            AdamWInPlace(w, g, m, v, 1e-2, 0.9, 0.95, 1e-8, 0.1, step, 0.5);
            using var composed = Composition.Force();
            AdamWInPlace(other, g, otherM, otherV, 1e-2, 0.9, 0.95, 1e-8, 0.1, step, 0.5);
        }

        for (var i = 0; i < w.Length; i++)
        {
            Close(w[i], other[i], 2e-6);
            Close(m[i], otherM[i], 2e-6);
            Close(v[i], otherV[i], 2e-6);
        }

        var sum = SumOfSquares(w);
        using var forced = Composition.Force();
        Assert.Equal(sum, SumOfSquares(w), sum * 1e-5);
        Assert.False(double.IsFinite(SumOfSquares([Tensor.Full([40], 1), Tensor.Full([3], double.NaN)])));
        Assert.False(double.IsFinite(SumOfSquares([Tensor.Full([40], double.PositiveInfinity)])));
    }

    private static Tensor[] Zeros(Tensor[] like) => [.. like.Select(x => Tensor.Zeros(x.Shape))];

    /// <summary>The function by its own kernels and by composition: values, and gradients of all leaves.</summary>
    private void Agree(Func<Tensor[], Tensor> function, Tensor[] leaves, double tolerance = 5e-6) => Matches(
        x =>
        {
            using var composed = Composition.Force();
            return function(x);
        },
        function,
        leaves,
        tolerance);
}
