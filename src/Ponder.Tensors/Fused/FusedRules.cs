namespace Ponder.Tensors;

/// <summary>The shape checks of the fused functions.</summary>
internal static class FusedRules
{
    /// <summary>A tensor of the given element type and rank.</summary>
    internal static Shape Expect(string op, string name, Tensor x, int rank, DType dtype = DType.Float32)
    {
        ArgumentNullException.ThrowIfNull(x, name);
        return x.DType == dtype && x.Rank == rank
            ? x.Shape
            : throw new ShapeException($"{op}: {name}: expected a {dtype} tensor of rank {rank}, got {x}");
    }

    /// <summary>A tensor of the given element type and exact shape; <paramref name="why"/> says where the sizes come from.</summary>
    internal static void Expect(string op, string name, Tensor x, ReadOnlySpan<int> shape, string why, DType dtype = DType.Float32)
    {
        ArgumentNullException.ThrowIfNull(x, name);
        var actual = x.Shape;
        var same = x.DType == dtype && actual.Rank == shape.Length;
        for (var i = 0; same && i < shape.Length; i++)
        {
            same = actual[i] == shape[i];
        }

        if (!same)
        {
            throw new ShapeException($"{op}: {name}: expected {dtype} {ShapeRules.Text(shape)} ({why}), got {x}");
        }
    }
}
