using Ponder.Tensors;
using Xunit;
using static Ponder.Tensors.F;

namespace Ponder.Numerics.Tests.Fused;

public class LinearTests : FusedTest
{
    private static readonly (int Out, int In)[] Widths =
        [(256, 256), (704, 256), (256, 704), (192, 576), (576, 1536), (1536, 576), (13, 64), (172, 64), (64, 172), (128, 8), (7, 13), (512, 128), (2000, 64)];

    [Fact]
    public void Linear_equals_its_composition()
    {
        foreach (var (rows, wide, narrow) in new[] { (1, 13, 64), (37, 172, 64), (300, 64, 172), (5, 7, 13) })
        {
            using var scope = TensorScope.Enter();
            Matches(x => Linear(x[0], x[1]), x => MatMul(x[0], x[1].Transpose(0, 1)), [Leaf("x", rows, narrow), Leaf("w", wide, narrow)]);
        }
    }

    [Fact]
    public void BFloat16_linear_multiplies_rounded_operands_exactly()
    {
        using var scope = TensorScope.Enter();
        Tensor[] leaves = [Leaf("x", 37, 172), Leaf("w", 64, 172)];
        var weight = Normal("g", 37, 64);
        var y = Linear(leaves[0], leaves[1], LinearPrecision.BFloat16);
        var gradients = Gradients(y, weight, leaves);
        using var off = NoGrad.Enter();
        Tensor x = Rounded(leaves[0]), w = Rounded(leaves[1]), g = Rounded(weight);
        Close(MatMul(x, w.Transpose(0, 1)), y);
        Close(MatMul(g, w), gradients[0]);
        Close(MatMul(g.Transpose(0, 1), x), gradients[1]);
    }

    [Theory]
    [InlineData(LinearPrecision.Float32)]
    [InlineData(LinearPrecision.BFloat16)]
    public void Several_maps_have_the_bits_of_single_ones(LinearPrecision precision)
    {
        using var scope = TensorScope.Enter();
        Tensor[] leaves = [Leaf("x", 50, 64), Leaf("a", 64, 64), Leaf("b", 32, 64), Leaf("c", 172, 64)];
        var together = Linears(leaves[0], leaves.AsSpan(1), precision);
        var weight = Normal("g", 50, 64 + 32 + 172);
        var gradients = Gradients(Cat(together, 1), weight, leaves);
        Tensor[] apart = [.. leaves[1..].Select(w => Linear(leaves[0], w, precision))];
        var wanted = Gradients(Cat(apart, 1), weight, leaves);
        for (var i = 0; i < apart.Length; i++)
        {
            SameBits(apart[i], together[i]);
            SameBits(wanted[i + 1], gradients[i + 1]);
        }

        Close(wanted[0], gradients[0]);
    }

    [Theory]
    [InlineData(LinearPrecision.Float32)]
    [InlineData(LinearPrecision.BFloat16)]
    public void Rows_have_the_same_bits_for_any_number_of_rows_packed_or_not(LinearPrecision precision)
    {
        using var scope = TensorScope.Enter();
        using var off = NoGrad.Enter();
        foreach (var (wide, narrow) in Widths)
        {
            var (x, w) = (Normal("x", 1100, narrow), Normal("w", wide, narrow));
            var all = Linear(x, w, precision);
            SameBits(all, Packed(x, w, precision));
            foreach (var rows in new[] { 1, 2, 3, 5, 8, 13, 16, 31, 64, 65, 100, 129, 255, 511, 512, 513, 1024 })
            {
                using var inner = TensorScope.Enter();
                var some = x.Narrow(0, 0, rows);
                SameBits(all.Narrow(0, 0, rows), Linear(some, w, precision));
                SameBits(all.Narrow(0, 0, rows), Packed(some, w, precision));
            }
        }
    }

    [Theory]
    [InlineData(LinearPrecision.Float32)]
    [InlineData(LinearPrecision.BFloat16)]
    public void One_merged_weight_has_the_bits_of_its_parts(LinearPrecision precision)
    {
        using var scope = TensorScope.Enter();
        using var off = NoGrad.Enter();
        foreach (var (narrow, parts) in new[] { (64, new[] { 64, 32, 32 }), (576, [576, 192, 192]), (256, [704, 704]), (64, [172, 172]) })
        {
            foreach (var rows in new[] { 1, 6, 40 })
            {
                var x = Normal("x", rows, narrow);
                Tensor[] weights = [.. parts.Select(n => Normal("w", n, narrow))];
                SameBits(Cat([.. weights.Select(w => Linear(x, w, precision))], 1), Packed(x, Cat(weights), precision));
            }
        }
    }

    [Fact]
    public void Products_do_not_depend_on_threads()
    {
        using var scope = TensorScope.Enter();
        Tensor[] leaves = [Leaf("x", 1000, 64), Leaf("w", 172, 64)];
        var weight = Normal("g", 1000, 172);
        NativeLibraryHost.SetThreads(1);
        var one = Linear(leaves[0], leaves[1]);
        var gradientsOfOne = Gradients(one, weight, leaves);
        NativeLibraryHost.SetThreads(2);
        var two = Linear(leaves[0], leaves[1]);
        var gradientsOfTwo = Gradients(two, weight, leaves);
        SameBits(one, two);
        SameBits(gradientsOfOne[0], gradientsOfTwo[0]);
        SameBits(gradientsOfOne[1], gradientsOfTwo[1]);
    }

    [Fact]
    public void A_changed_weight_gets_a_new_bfloat16_copy()
    {
        using var scope = TensorScope.Enter();
        var (x, w) = (Normal("x", 3, 16), Leaf("w", 8, 16));
        var before = Linear(x, w, LinearPrecision.BFloat16);
        w.MulInPlace(2);
        Close(before * 2, Linear(x, w, LinearPrecision.BFloat16));
        var (m, v) = (Tensor.Zeros([8, 16]), Tensor.Zeros([8, 16]));
        AdamWInPlace([w], [Tensor.Ones([8, 16])], [m], [v], 0.5, 0.9, 0.999, 1e-8, 0, 1);
        using var off = NoGrad.Enter();
        Close(MatMul(Rounded(x), Rounded(w).Transpose(0, 1)), Linear(x, w, LinearPrecision.BFloat16));
    }

    [Fact]
    public void No_rows_give_no_results_and_zero_gradients()
    {
        using var scope = TensorScope.Enter();
        Tensor[] leaves = [Leaf("x", 0, 16), Leaf("w", 8, 16)];
        var gradients = Gradients(Linear(leaves[0], leaves[1]), Tensor.Zeros([0, 8]), leaves);
        Assert.All(gradients[1].ToArray<float>(), x => Assert.Equal(0f, x));
    }

    [Fact]
    public void Wrong_widths_are_named()
    {
        using var scope = TensorScope.Enter();
        var error = Assert.Throws<ShapeException>(() => Linear(Tensor.Zeros([2, 8]), Tensor.Zeros([4, 9])));
        Assert.Contains("x [2, 8] has 8 columns, weight [4, 9] maps from 9", error.Message, StringComparison.Ordinal);
    }

    private static Tensor Packed(Tensor x, Tensor w, LinearPrecision precision)
    {
        var y = Tensor.FromHandle(NativeMethods.pn_linear_packed(x.Handle, w.Handle, (int)precision));
        GC.KeepAlive(x);
        GC.KeepAlive(w);
        return y;
    }

    private static Tensor Rounded(Tensor x) => x.Detach().To(DType.BFloat16).To(DType.Float32);
}
