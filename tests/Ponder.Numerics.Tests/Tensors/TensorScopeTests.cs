using Ponder.Tensors;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Tensors;

public class TensorScopeTests : LeakCheckedTest
{
    [Fact]
    public void Scope_frees_what_was_born_in_it()
    {
        var before = TensorMemory.LiveHandles;
        Tensor x;
        using (TensorScope.Enter())
        {
            x = Tensor.Ones([4]) + 1;
            Assert.Equal(before + 2, TensorMemory.LiveHandles);
        }

        Assert.True(x.IsDisposed);
        Assert.Equal(before, TensorMemory.LiveHandles);
    }

    [Fact]
    public void Returned_tensor_belongs_to_the_enclosing_scope()
    {
        using var outer = TensorScope.Enter();
        Tensor Make()
        {
            using var inner = TensorScope.Enter();
            return inner.Return(Tensor.Ones([4]) * 3);
        }

        var x = Make();
        Assert.Equal(12, x.Sum().Item<float>());
        outer.ReleaseAllBut();
        Assert.True(x.IsDisposed);
    }

    [Fact]
    public void Returned_without_an_enclosing_scope_belongs_to_the_caller()
    {
        Tensor a, b;
        using (var scope = TensorScope.Enter())
        {
            (a, b) = scope.Return((Tensor.Ones([1]), Tensor.Ones([2])));
        }

        Assert.False(a.IsDisposed);
        a.Dispose();
        b.Dispose();
    }

    [Fact]
    public void Kept_tensor_outlives_every_scope()
    {
        Tensor x;
        using (TensorScope.Enter())
        {
            x = Tensor.Ones([1]).Keep();
        }

        Assert.Equal(1, x.Item<float>());
        x.Dispose();
    }

    [Fact]
    public void Sweep_frees_all_but_the_named_and_those_from_outside()
    {
        using var outside = Tensor.Ones([2]);
        using var scope = TensorScope.Enter();
        var x = outside * 1;
        var before = TensorMemory.LiveHandles;
        for (var layer = 0; layer < 3; layer++)
        {
            x = x + (x * 2);
            scope.ReleaseAllBut(x);
        }

        Assert.Equal(before, TensorMemory.LiveHandles);
        Assert.Equal([27f, 27f], x.ToArray<float>());
        Assert.False(outside.IsDisposed);
    }

    [Fact]
    public void Freeing_intermediate_names_leaves_the_graph_intact()
    {
        using var x = Tensor.From([1f, 2], 2);
        x.RequiresGrad = true;
        using var scope = TensorScope.Enter();
        var y = x.Square();
        var loss = y.Square().Sum();
        scope.ReleaseAllBut(loss);
        loss.Backward();
        Assert.Equal([4f, 32], x.Grad!.ToArray<float>());
    }

    [Fact]
    public void Scope_that_ends_before_an_inner_one_is_refused()
    {
        var outer = TensorScope.Enter();
        var inner = TensorScope.Enter();
        var refused = false;
        try
        {
            outer.Dispose();
        }
        catch (InvalidOperationException)
        {
            refused = true;
        }

        inner.Dispose();
        outer.Dispose();
        Assert.True(refused);
    }

    [Fact]
    public void Scopes_of_two_threads_are_independent()
    {
        using var scope = TensorScope.Enter();
        Tensor? other = null;
        var thread = new Thread(() => other = Tensor.Ones([1]));
        thread.Start();
        thread.Join();
        scope.ReleaseAllBut();
        Assert.False(other!.IsDisposed);
        other.Dispose();
    }
}
