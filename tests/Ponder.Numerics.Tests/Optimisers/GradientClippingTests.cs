using Ponder.Tensors;
using Ponder.Tensors.Optimisers;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Optimisers;

public sealed class GradientClippingTests : LeakCheckedTest
{
    [Theory]
    [InlineData(13, 1, 1 / 13.000001)]
    [InlineData(0.5, 1, 1)]
    [InlineData(1, 1, 1 / 1.000001)]
    [InlineData(13, 0, 1)]
    public void Factor_is_that_of_torch(double norm, double most, double expected) =>
        Assert.Equal(expected, GradientClipping.Factor(norm, most), 1e-12);

    [Fact]
    public void Global_norm_spans_all_parameters_and_skips_those_without_a_gradient()
    {
        using var scope = TensorScope.Enter();
        using var first = AdamWTests.Parameter("first", [0, 0]);
        using var second = AdamWTests.Parameter("second", [0]);
        using var third = AdamWTests.Parameter("third", [0]);
        AdamWTests.Give(first, [3, 4]);
        AdamWTests.Give(second, [12]);

        Assert.Equal(13, GradientClipping.GlobalNorm([first, second, third]), 1e-6);
        Assert.Null(GradientClipping.FirstNonFinite([first, second, third]));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Gradient_that_is_not_finite_is_found_by_name(float bad)
    {
        using var scope = TensorScope.Enter();
        using var good = AdamWTests.Parameter("good", [0]);
        using var broken = AdamWTests.Parameter("model.layers.1.mlp.up_proj.weight", [0, 0]);
        AdamWTests.Give(good, [1]);
        AdamWTests.Give(broken, [1, bad]);

        Assert.False(double.IsFinite(GradientClipping.GlobalNorm([good, broken])));
        Assert.Equal("model.layers.1.mlp.up_proj.weight", GradientClipping.FirstNonFinite([good, broken]));
    }
}
