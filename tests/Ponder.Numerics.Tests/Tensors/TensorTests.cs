using Ponder.Tensors;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Tensors;

public class TensorTests : LeakCheckedTest
{
    [Fact]
    public void Tensor_from_values_has_shape_type_and_the_values()
    {
        using var x = Tensor.From([1f, 2, 3, 4, 5, 6], 2, 3);

        Assert.Equal([2, 3], x.Shape.ToArray());
        Assert.Equal(DType.Float32, x.DType);
        Assert.Equal(6, x.Count);
        Assert.True(x.IsContiguous);
        Assert.Equal([1f, 2, 3, 4, 5, 6], x.ToArray<float>());
        Assert.Equal("Float32 [2, 3]", x.ToString());
    }

    [Fact]
    public void Tensor_of_every_element_type_reads_back()
    {
        using var scope = TensorScope.Enter();
        Assert.Equal([1.5, -2], Tensor.Vector(1.5, -2).ToArray<double>());
        Assert.Equal([(Half)1.5f], Tensor.Vector((Half)1.5f).ToArray<Half>());
        Assert.Equal([long.MaxValue], Tensor.Vector(long.MaxValue).ToArray<long>());
        Assert.Equal([7, -7], Tensor.Vector(7, -7).ToArray<int>());
        Assert.Equal([(short)-3], Tensor.Vector((short)-3).ToArray<short>());
        Assert.Equal([(sbyte)-3], Tensor.Vector((sbyte)-3).ToArray<sbyte>());
        Assert.Equal([(byte)200], Tensor.Vector((byte)200).ToArray<byte>());
        Assert.Equal([true, false], Tensor.Vector(true, false).ToArray<bool>());
        Assert.Equal([(ushort)0x3FC0], Tensor.FromBits([0x3FC0], 1).ToBits());
        Assert.Equal(1.5f, Tensor.FromBits([0x3FC0], 1).Item<float>());
    }

    [Fact]
    public void Transposed_view_shares_memory_and_reads_in_row_major_order()
    {
        using var scope = TensorScope.Enter();
        var x = Tensor.From([1f, 2, 3, 4, 5, 6], 2, 3);
        var y = x.Transpose(0, 1);

        Assert.False(y.IsContiguous);
        Assert.Equal([1f, 4, 2, 5, 3, 6], y.ToArray<float>());
        Assert.Throws<ShapeException>(() => y.Data<float>().Length);
        x.Data<float>()[1] = 20;
        Assert.Equal(20, y.ToArray<float>()[2]);
    }

    [Fact]
    public void Freed_tensor_throws_and_frees_only_once()
    {
        var x = Tensor.Zeros([2]);
        x.Dispose();
        x.Dispose();

        Assert.True(x.IsDisposed);
        Assert.Equal("a freed tensor", x.ToString());
        Assert.Throws<ObjectDisposedException>(() => x + 1);
        Assert.Throws<ObjectDisposedException>(() => x.Shape);
        Assert.Throws<ObjectDisposedException>(() => x.ToArray<float>());
    }

    [Fact]
    public void Values_that_do_not_fit_the_shape_are_refused()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.From([1f, 2, 3], 2, 2));
        Assert.Equal("From: Float32 [2, 2] takes 4 elements, got 3", error.Message);
    }

    [Fact]
    public void Reading_as_another_type_is_refused()
    {
        using var x = Tensor.Zeros([2]);
        var error = Assert.Throws<ShapeException>(() => x.ToArray<double>());
        Assert.Equal("ToArray: expected a Float64 tensor, got Float32 [2]; convert it with To", error.Message);
        Assert.Throws<ShapeException>(() => x.Item<float>());
        Assert.Throws<NotSupportedException>(() => x.ToArray<decimal>());
    }

    [Fact]
    public void Item_reads_numbers_without_losing_fractions()
    {
        using var scope = TensorScope.Enter();
        Assert.Equal(2.5f, Tensor.Scalar(2.5).Item<float>());
        Assert.Equal(2.5, Tensor.Scalar(2.5).Item<double>());
        Assert.Equal(3, Tensor.Vector(3L).Item<int>());
        Assert.Equal(3.0, Tensor.Vector(3L).Item<double>());
        Assert.True(Tensor.Vector(true).Item<bool>());
        Assert.Throws<ShapeException>(() => Tensor.Scalar(2.5).Item<int>());
    }

    [Fact]
    public void Slices_are_views_of_rows()
    {
        using var scope = TensorScope.Enter();
        var x = Tensor.Arange(6).View(3, 2);

        Assert.Equal([4L, 5], x[^1].ToArray<long>());
        Assert.Equal([2L, 3, 4, 5], x[1..].ToArray<long>());
        Assert.Throws<ShapeException>(() => x[3]);
    }
}
