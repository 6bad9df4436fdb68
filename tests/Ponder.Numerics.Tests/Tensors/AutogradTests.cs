using Ponder.Tensors;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Tensors;

public class AutogradTests : LeakCheckedTest
{
    [Fact]
    public void Backward_gives_the_gradient_of_a_polynomial()
    {
        using var scope = TensorScope.Enter();
        var x = Leaf(1, 2, 3);

        Assert.True(x.IsLeaf);
        Assert.Null(x.Grad);
        ((x * x * x) - (2 * x)).Sum().Backward();

        Assert.Equal([1f, 10, 25], x.Grad!.ToArray<float>());
    }

    [Fact]
    public void Gradients_accumulate_until_cleared()
    {
        using var scope = TensorScope.Enter();
        var x = Leaf(1, 2);
        x.Sum().Backward();
        x.Sum().Backward();
        Assert.Equal([2f, 2], x.Grad!.ToArray<float>());

        x.ZeroGrad();
        Assert.Null(x.Grad);
    }

    [Fact]
    public void Backward_with_a_gradient_gives_the_vector_jacobian_product()
    {
        using var scope = TensorScope.Enter();
        var x = Leaf(1, 2);
        var y = x.Square();
        var v = Tensor.Vector(10f, 100f);
        y.Backward(v, retainGraph: true);
        y.Backward(v);
        Assert.Equal([40f, 800], x.Grad!.ToArray<float>());
    }

    [Fact]
    public void Detached_and_unrecorded_values_carry_no_gradient()
    {
        using var scope = TensorScope.Enter();
        var x = Leaf(1, 2);
        Assert.False(x.Square().Detach().RequiresGrad);
        using (NoGrad.Enter())
        {
            Assert.False(x.Square().RequiresGrad);
        }

        Assert.True(x.Square().RequiresGrad);
    }

    [Fact]
    public void In_place_update_of_a_leaf_is_not_recorded()
    {
        using var scope = TensorScope.Enter();
        var x = Leaf(1, 2);
        x.Sum().Backward();
        x.AddInPlace(x.Grad!, -0.5);
        Assert.Equal([0.5f, 1.5f], x.ToArray<float>());
        Assert.True(x.IsLeaf);
    }

    [Fact]
    public void Gradient_hook_sees_and_replaces_the_gradient()
    {
        using var scope = TensorScope.Enter();
        var x = Leaf(1, 2);
        var seen = new List<float[]>();
        using (x.OnGradient(g =>
        {
            seen.Add(g.ToArray<float>());
            return g * 10;
        }))
        {
            x.Square().Sum().Backward();
        }

        Assert.Equal([2f, 4], Assert.Single(seen));
        Assert.Equal([20f, 40], x.Grad!.ToArray<float>());

        x.ZeroGrad();
        x.Square().Sum().Backward();
        Assert.Single(seen);
        Assert.Equal([2f, 4], x.Grad!.ToArray<float>());
    }

    [Fact]
    public void Gradient_hook_may_return_nothing_or_the_gradient_itself()
    {
        using var scope = TensorScope.Enter();
        var x = Leaf(1, 2);
        using var first = x.OnGradient(_ => null);
        using var second = x.OnGradient(g => g);
        x.Square().Sum().Backward();
        Assert.Equal([2f, 4], x.Grad!.ToArray<float>());
    }

    [Fact]
    public void Accumulation_hook_runs_when_the_gradient_is_in_place()
    {
        using var scope = TensorScope.Enter();
        var x = Leaf(1, 2);
        var sums = new List<float>();
        using (x.OnGradientAccumulated(() => sums.Add(x.Grad!.Sum().Item<float>())))
        {
            x.Sum().Backward();
            x.Sum().Backward();
        }

        x.Sum().Backward();
        Assert.Equal([2f, 4], sums);
    }

    [Fact]
    public void Exception_of_a_hook_reaches_the_caller_of_backward()
    {
        using var scope = TensorScope.Enter();
        var x = Leaf(1, 2);
        using (x.OnGradient(_ => throw new TimeoutException("from the hook")))
        {
            var loss = x.Square().Sum();
            Assert.Equal("from the hook", Assert.Throws<TimeoutException>(loss.Backward).Message);
        }

        x.Sum().Backward();
        Assert.Equal([1f, 1], x.Grad!.ToArray<float>());
    }

    [Fact]
    public void Impossible_requests_are_refused_with_a_reason()
    {
        using var scope = TensorScope.Enter();
        Assert.Contains("[2]", Assert.Throws<ShapeException>(Leaf(1, 2).Backward).Message);
        Assert.Throws<NativeException>(Tensor.Scalar(1).Backward);
        Assert.Throws<NativeException>(() => Tensor.Arange(3).RequiresGrad = true);
        Assert.Throws<NativeException>(() => Tensor.Ones([1]).OnGradientAccumulated(() => { }));
        Assert.Throws<ArgumentException>(() => new Parameter("w", Leaf(1) * 2));
    }

    [Fact]
    public void Parameter_outlives_the_scope_of_its_value()
    {
        Parameter p;
        using (TensorScope.Enter())
        {
            p = new Parameter("w", Tensor.Ones([2]));
        }

        Assert.True(p.Value.RequiresGrad);
        Assert.Equal("w: Float32 [2]", p.ToString());
        p.Dispose();
    }

    private static Tensor Leaf(params float[] values)
    {
        var x = Tensor.From(values, values.Length);
        x.RequiresGrad = true;
        return x;
    }
}
