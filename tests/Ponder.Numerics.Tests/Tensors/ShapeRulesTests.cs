using Ponder.Tensors;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Tensors;

/// <summary>What does not fit is refused in managed code, with a message that names the operation and the shapes.</summary>
public class ShapeRulesTests : LeakCheckedTest
{
    public static TheoryData<string, Func<Tensor, object?>> Refused => new()
    {
        { "Zeros: sizes are at least 0, got [2, -1]", _ => Tensor.Zeros([2, -1]) },
        { "Zeros: a tensor has at most 8 dimensions, got 9", _ => Tensor.Zeros([1, 1, 1, 1, 1, 1, 1, 1, 1]) },
        { "Add: [2, 3] and [4] do not broadcast: 3 meets 4", x => x + Tensor.Ones([4]) },
        { "MatMul: inner sizes differ: [2, 3] · [2, 3] (3 meets 2)", x => x.MatMul(x) },
        { "MatMul: expected vectors or matrices, got [2, 3] and []", x => x.MatMul(Tensor.Scalar(1)) },
        { "MatMul: batch sizes of [4, 2, 3] and [5, 3, 1] do not broadcast: 4 meets 5", _ => Tensor.Ones([4, 2, 3]).MatMul(Tensor.Ones([5, 3, 1])) },
        { "MatMul: expected one element type, got Float32 [2, 3] and Int64 [3]", x => x.MatMul(Tensor.Arange(3)) },
        { "Sum: dimension 2 of [2, 3] does not exist", x => x.Sum(2) },
        { "Softmax: dimension -3 of [2, 3] does not exist", x => x.Softmax(-3) },
        { "Max: [0, 3] has no elements", x => x[..0].Max(0) },
        { "View: [2, 3] (6 elements) does not fit [4, -1]", x => x.View(4, -1) },
        { "Reshape: [2, 3] (6 elements) does not fit [-1, -1]", x => x.Reshape(-1, -1) },
        { "Reshape: sizes are at least 0 or one −1, got [-2]", x => x.Reshape(-2) },
        { "Permute: expected each dimension of [2, 3] once, got [0, 0]", x => x.Permute(0, 0) },
        { "Unsqueeze: [2, 3] takes a new dimension at -3 … 2, got 3", x => x.Unsqueeze(3) },
        { "Squeeze: dimension 0 of [2, 3] must have length 1", x => x.Squeeze(0) },
        { "Expand: [2, 3] does not expand to [4, 3]", x => x.Expand(4, 3) },
        { "Tril: expected at least rank 2, got [3]", x => x[0].Tril() },
        { "Narrow: 1 … 3 lies outside of dimension 0 of [2, 3]", x => x.Narrow(0, 1, 2) },
        { "Select: index 2 lies outside of dimension 0 of [2, 3]", x => x.Select(0, 2) },
        { "TopK: expected at most 3 of dimension -1 of [2, 3], got 4", x => x.TopK(4) },
        { "IndexSelect: expected a Int64 tensor, got Float32 [2, 3]", x => x.IndexSelect(0, x) },
        { "IndexSelect: expected a vector of indices, got [1, 1]", x => x.IndexSelect(0, Tensor.Zeros([1, 1], DType.Int64)) },
        { "Gather: indices [3, 1] do not fit [2, 3] along dimension 1", x => x.Gather(1, Tensor.Zeros([3, 1], DType.Int64)) },
        { "Embedding: expected a weight of rank 2, got [3]", x => F.Embedding(x[0], Tensor.Arange(1)) },
        { "MaskedFill: expected a Bool tensor, got Float32 [2, 3]", x => x.MaskedFill(x, 0) },
        { "Cat: expected at least one tensor", _ => F.Cat([]) },
        { "Cat: [2, 3] and [3] differ outside of dimension 0", x => F.Cat([x, x[0]]) },
        { "Stack: expected equal shapes, got [2, 3] and [3]", x => F.Stack([x, x[0]]) },
        { "CopyFrom: a source of [2, 2] does not fit a target of [2, 3]", x => Run(() => x.CopyFrom(Tensor.Ones([2, 2]))) },
        { "expected a rank-3 tensor, got [2, 3]", x => Run(() => { var (a, b, c) = x.Shape; }) },
        { "dimension 2 of [2, 3] does not exist", x => x.Shape[2] },
        { "SetGrad: expected equal shapes, got [2, 3] and [3]", x => Run(() => x.SetGrad(x[0])) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Operation_on_shapes_that_do_not_fit_names_them(string message, Func<Tensor, object?> operation)
    {
        using var scope = TensorScope.Enter();
        var x = Tensor.Ones([2, 3]);
        var error = Assert.Throws<ShapeException>(() => operation(x));
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void Native_errors_come_as_exceptions_with_the_reason()
    {
        using var scope = TensorScope.Enter();
        var x = Tensor.Ones([2, 3]);
        var error = Assert.Throws<NativeException>(() => x.IndexSelect(0, Tensor.Vector(7L)));
        Assert.Contains("out of range", error.Message);
        Assert.DoesNotContain("Exception raised from", error.Message);
    }

    private static object? Run(Action action)
    {
        action();
        return null;
    }
}
