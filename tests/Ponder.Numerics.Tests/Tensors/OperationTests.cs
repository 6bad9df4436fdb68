using Ponder.Tensors;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Tensors;

/// <summary>Operations against values computed by hand.</summary>
public class OperationTests : LeakCheckedTest
{
    [Fact]
    public void Operators_follow_arithmetic_with_broadcasting()
    {
        using var scope = TensorScope.Enter();
        var x = Tensor.From([1f, 2, 3, 4], 2, 2);
        var row = Tensor.Vector(10f, 20);

        Assert.Equal([11f, 22, 13, 24], (x + row).ToArray<float>());
        Assert.Equal([-9f, -18, -7, -16], (x - row).ToArray<float>());
        Assert.Equal([10f, 40, 30, 80], (x * row).ToArray<float>());
        Assert.Equal([10f, 10, 10 / 3f, 5], (row / x).ToArray<float>());
        Assert.Equal([0f, -1, -2, -3], (1 - x).ToArray<float>());
        Assert.Equal([12f, 6, 4, 3], (12 / x).ToArray<float>());
        Assert.Equal([-1f, -2, -3, -4], (-x).ToArray<float>());
        Assert.Equal([4f, 7, 10, 13], ((3 * x) + 1).ToArray<float>());
        Assert.Equal([0.5f, 1, 1.5f, 2], ((x - 0) / 2).ToArray<float>());
    }

    [Fact]
    public void Whole_numbers_beside_integers_stay_integers()
    {
        using var scope = TensorScope.Enter();
        var x = Tensor.Arange(4);
        Assert.Equal([2L, 4, 6, 8], ((x + 1) * 2).ToArray<long>());
        Assert.Equal([0L, 1, 2, 0], x.Remainder(3).ToArray<long>());
        Assert.Equal(DType.Float32, (x + 0.5).DType);
        Assert.Equal([0f, 0.5f, 1, 1.5f], (x / 2).ToArray<float>());
        Assert.Throws<NativeException>(() => x.MaskedFill(x.Equal(0), double.NegativeInfinity));
    }

    [Fact]
    public void Elementwise_functions_match_System_Math()
    {
        using var scope = TensorScope.Enter();
        double[] values = [0.25, 0.5, 1, 2.5];
        var x = Tensor.From(values, 4);
        void Check(Func<Tensor, Tensor> op, Func<double, double> expected)
        {
            var got = op(x).ToArray<double>();
            for (var i = 0; i < values.Length; i++)
            {
                Assert.Equal(expected(values[i]), got[i], 1e-12);
            }
        }

        double Sigmoid(double v) => 1 / (1 + Math.Exp(-v));
        Check(F.Exp, Math.Exp);
        Check(F.Expm1, v => Math.Exp(v) - 1);
        Check(F.Log, Math.Log);
        Check(F.Log1p, v => Math.Log(1 + v));
        Check(F.Sqrt, Math.Sqrt);
        Check(F.Rsqrt, v => 1 / Math.Sqrt(v));
        Check(F.Reciprocal, v => 1 / v);
        Check(F.Sin, Math.Sin);
        Check(F.Cos, Math.Cos);
        Check(F.Tanh, Math.Tanh);
        Check(F.Sigmoid, Sigmoid);
        Check(F.LogSigmoid, v => Math.Log(Sigmoid(v)));
        Check(F.Softplus, v => Math.Log(1 + Math.Exp(v)));
        Check(F.Silu, v => v * Sigmoid(v));
        Check(F.Square, v => v * v);
        Check(F.Floor, Math.Floor);
        Check(F.Ceil, Math.Ceiling);
        Check(F.Round, v => Math.Round(v, MidpointRounding.ToEven));
        Check(y => (-y).Abs(), v => v);
        Check(y => (-y).Sign(), _ => -1);
        Check(y => (y - 1).Relu(), v => Math.Max(v - 1, 0));
        Check(y => y.Pow(3), v => v * v * v);
        Check(y => y.Pow(y), v => Math.Pow(v, v));
        Check(y => y.Clamp(0.4, 2), v => Math.Clamp(v, 0.4, 2));
        Check(y => y.ClampMin(1), v => Math.Max(v, 1));
        Check(y => y.ClampMax(1), v => Math.Min(v, 1));
    }

    [Fact]
    public void Gelu_is_the_exact_form()
    {
        using var scope = TensorScope.Enter();
        Assert.Equal(0.8413447460685429, Tensor.Vector(1.0).Gelu().Item<double>(), 1e-12);
    }

    [Fact]
    public void Reductions_run_over_one_dimension_or_all()
    {
        using var scope = TensorScope.Enter();
        var x = Tensor.From([1f, 5, 3, 4, 2, 6], 2, 3);

        Assert.Equal(21, x.Sum().Item<float>());
        Assert.Equal(3.5f, x.Mean().Item<float>());
        Assert.Equal([5f, 7, 9], x.Sum(0).ToArray<float>());
        Assert.Equal([2, 1], x.Sum(-1, keep: true).Shape.ToArray());
        Assert.Equal([3f, 4], x.Mean(1).ToArray<float>());
        Assert.Equal([4f, 4], x.Variance(1).ToArray<float>());
        Assert.Equal(8 / 3f, x.Variance(1, unbiased: false)[0].Item<float>(), 1e-6f);
        Assert.Equal(6, x.Max().Item<float>());
        Assert.Equal(1, x.Min().Item<float>());
        Assert.Equal([5f, 6], x.Max(1).ToArray<float>());
        Assert.Equal([1f, 2, 3], x.Min(0).ToArray<float>());
        Assert.Equal([1L, 2], x.ArgMax(1).ToArray<long>());
        Assert.Equal([0L, 1], x.ArgMin(1).ToArray<long>());
        Assert.Equal([1f, 6, 9, 4, 6, 12], x.CumSum(1).ToArray<float>());
        Assert.Equal(2, x.Greater(4).Sum().Item<long>());
        Assert.True(x.Greater(5).Any().Item<bool>());
        Assert.False(x.Greater(5).All().Item<bool>());
    }

    [Fact]
    public void Softmax_family_is_exact_for_large_values()
    {
        using var scope = TensorScope.Enter();
        var x = Tensor.Vector(1000.0, 1000 + Math.Log(3));
        Assert.Equal([0.25, 0.75], x.Softmax(0).ToArray<double>().Select(v => Math.Round(v, 12)));
        Assert.Equal(Math.Log(0.25), x.LogSoftmax(-1)[0].Item<double>(), 1e-12);
        Assert.Equal(1000 + Math.Log(4), x.LogSumExp(0).Item<double>(), 1e-9);
    }

    [Fact]
    public void Sort_is_stable_and_TopK_orders_from_the_largest()
    {
        using var scope = TensorScope.Enter();
        var x = Tensor.Vector(2f, 1, 2, 3);
        var (values, indices) = x.Sort(descending: true);
        Assert.Equal([3f, 2, 2, 1], values.ToArray<float>());
        Assert.Equal([3L, 0, 2, 1], indices.ToArray<long>());
        var (top, where) = x.TopK(1);
        Assert.Equal(3, top.Item<float>());
        Assert.Equal(3, where.Item<int>());
    }

    [Fact]
    public void Comparisons_and_masks_give_Bool()
    {
        using var scope = TensorScope.Enter();
        var x = Tensor.Vector(1f, 2, 3);
        var y = Tensor.Vector(3f, 2, 1);

        Assert.Equal([false, false, true], x.Greater(y).ToArray<bool>());
        Assert.Equal([false, true, true], x.GreaterOrEqual(y).ToArray<bool>());
        Assert.Equal([true, false, false], x.Less(y).ToArray<bool>());
        Assert.Equal([true, true, false], x.LessOrEqual(y).ToArray<bool>());
        Assert.Equal([false, true, false], x.Equal(y).ToArray<bool>());
        Assert.Equal([true, true, false], x.NotEqual(3).ToArray<bool>());
        var middle = x.GreaterOrEqual(2).LogicalAnd(x.LessOrEqual(2));
        Assert.Equal([false, true, false], middle.ToArray<bool>());
        Assert.Equal([true, true, true], middle.LogicalOr(middle.LogicalNot()).ToArray<bool>());
        Assert.Equal([1f, -1, 3], x.MaskedFill(middle, -1).ToArray<float>());
        Assert.Equal([3f, 2, 1], F.Where(middle, x, y).ToArray<float>());
        Assert.Equal([0f, 2, 0], F.Where(middle, x, 0).ToArray<float>());
        Assert.Equal([2f], x.MaskedSelect(middle).ToArray<float>());
        Assert.Equal([1L], middle.NonZero().ToArray<long>());
        Assert.Equal([1f, 2, 1], F.Min(x, y).ToArray<float>());
        Assert.Equal([3f, 2, 3], F.Max(x, y).ToArray<float>());
        var odd = Tensor.Vector(float.NaN, float.PositiveInfinity, 1);
        Assert.Equal([false, false, true], odd.IsFinite().ToArray<bool>());
        Assert.Equal([true, false, false], odd.IsNan().ToArray<bool>());
    }

    [Fact]
    public void Matrix_products_batch_and_broadcast()
    {
        using var scope = TensorScope.Enter();
        var a = Tensor.From([1f, 2, 3, 4, 5, 6], 2, 3);
        Assert.Equal([14f, 32, 32, 77], a.MatMul(a.Transpose(0, 1)).ToArray<float>());
        Assert.Equal([6f, 15], F.MatMul(a, Tensor.Ones([3])).ToArray<float>());
        Assert.Equal([4, 2, 5], Tensor.Ones([4, 2, 3]).MatMul(Tensor.Ones([3, 5])).Shape.ToArray());
        Assert.Equal([1f, 0, 4, 5], a.Narrow(1, 0, 2).Tril().ToArray<float>());
        Assert.Equal([0f, 2, 0, 0], a.Narrow(1, 0, 2).Triu(1).ToArray<float>());
    }

    [Fact]
    public void Shapes_change_without_touching_values()
    {
        using var scope = TensorScope.Enter();
        var x = Tensor.Arange(24).View(2, 3, 4);

        Assert.Equal([6, 4], x.View(-1, 4).Shape.ToArray());
        Assert.Equal([2, 12], x.Flatten(1).Shape.ToArray());
        Assert.Equal([4, 2, 3], x.Permute(2, 0, 1).Shape.ToArray());
        Assert.Equal([3, 8], x.Transpose(0, 1).Reshape(3, 8).Shape.ToArray());
        Assert.Equal([2, 1, 3, 4], x.Unsqueeze(1).Shape.ToArray());
        Assert.Equal([2, 3, 4], x.Unsqueeze(-1).Squeeze(-1).Shape.ToArray());
        Assert.Equal([5, 2, 3, 4], x.Expand(5, -1, -1, -1).Shape.ToArray());
        Assert.Equal([0L, 0, 1, 1], x[0][0][..2].RepeatInterleave(2, 0).ToArray<long>());
        Assert.Equal([3L, 2, 1, 0], x[0][0].Flip(0).ToArray<long>());
        Assert.Equal([2, 6, 4], F.Cat([x, x], 1).Shape.ToArray());
        Assert.Equal([2, 2, 3, 4], F.Stack([x, x]).Shape.ToArray());
        var (B, T, D) = x.Shape;
        Assert.Equal((2, 3, 4), (B, T, D));
        Assert.True(x.Shape is [_, _, 4]);
    }

    [Fact]
    public void Selections_pick_by_index()
    {
        using var scope = TensorScope.Enter();
        var x = Tensor.From([1f, 2, 3, 4, 5, 6], 3, 2);
        var picks = Tensor.Vector(2L, 0);

        Assert.Equal([5f, 6, 1, 2], x.IndexSelect(0, picks).ToArray<float>());
        Assert.Equal([5f, 6, 1, 2], F.Embedding(x, picks).ToArray<float>());
        Assert.Equal([2f, 3], x.Gather(1, Tensor.From([1L, 0], 2, 1)).ToArray<float>());
        Assert.Equal([2f, 4, 6], x.Select(1, -1).ToArray<float>());
        Assert.Equal([11f, 12, 3, 4, 15, 16], x.IndexAdd(0, picks, Tensor.Full([2, 2], 10)).ToArray<float>());
        Assert.Equal([1f, 3], Tensor.Zeros([2]).ScatterAdd(0, Tensor.Vector(0L, 1, 1), Tensor.Vector(1f, 1, 2)[..3]).ToArray<float>());
    }

    [Fact]
    public void In_place_operations_change_the_tensor_itself()
    {
        using var scope = TensorScope.Enter();
        var x = Tensor.Zeros([2]);
        var view = x.Narrow(0, 0, 1);
        x.FillInPlace(3);
        x.AddInPlace(Tensor.Ones([2]), 2);
        x.AddInPlace(1);
        x.MulInPlace(10);
        Assert.Equal([60f, 60], x.ToArray<float>());
        x.MulInPlace(Tensor.Vector(1f, 2));
        view.CopyFrom(Tensor.Vector(7L));
        Assert.Equal([7f, 120], x.ToArray<float>());
        x.IndexCopyInPlace(0, Tensor.Vector(1L), Tensor.Vector(9f));
        Assert.Equal([7f, 9], x.ToArray<float>());
        x.ZeroInPlace();
        Assert.Equal([0f, 0], x.ToArray<float>());
    }

    [Fact]
    public void Creation_and_conversion_give_the_asked_type()
    {
        using var scope = TensorScope.Enter();
        Assert.Equal([2.5, 2.5], Tensor.Full([2], 2.5, DType.Float64).ToArray<double>());
        Assert.Equal([0L, 1, 2], Tensor.Arange(3).ToArray<long>());
        Assert.Equal(DType.Int64, Tensor.Arange(3).ZerosLike().DType);
        Assert.Equal([1L, 1], Tensor.Arange(2).OnesLike().ToArray<long>());
        Assert.Equal([2], Tensor.Arange(2).EmptyLike().Shape.ToArray());
        var x = Tensor.Vector(1.00390625f, 3.140625f);
        Assert.Equal([(ushort)0x3F80, (ushort)0x4049], x.To(DType.BFloat16).ToBits());
        Assert.Equal([1, 3], x.To(DType.Int32).ToArray<int>());
        Assert.Equal(0, Tensor.Zeros([0, 3]).Count);
    }
}
