namespace Ponder.Tensors;

/// <summary>The checks that run before native calls; one per rule that the op list names.</summary>
internal static class ShapeRules
{
    internal static void Sizes(string op, ReadOnlySpan<int> shape)
    {
        if (shape.Length > Shape.MaxRank)
        {
            throw new ShapeException($"{op}: a tensor has at most {Shape.MaxRank} dimensions, got {shape.Length}");
        }

        foreach (var size in shape)
        {
            if (size < 0)
            {
                throw new ShapeException($"{op}: sizes are at least 0, got {Text(shape)}");
            }
        }
    }

    internal static void Type(string op, Tensor x, DType dtype)
    {
        if (x.DType != dtype)
        {
            throw new ShapeException($"{op}: expected a {dtype} tensor, got {x}");
        }
    }

    internal static void Dim(string op, Tensor x, int dim) => _ = Normal(op, x.Shape, dim);

    internal static void Unsqueeze(string op, Tensor x, int dim)
    {
        if (dim < -x.Rank - 1 || dim > x.Rank)
        {
            throw new ShapeException($"{op}: {x.Shape} takes a new dimension at {-x.Rank - 1} … {x.Rank}, got {dim}");
        }
    }

    internal static void Squeeze(string op, Tensor x, int dim)
    {
        var shape = x.Shape;
        if (shape[Normal(op, shape, dim)] != 1)
        {
            throw new ShapeException($"{op}: dimension {dim} of {shape} must have length 1");
        }
    }

    internal static void MinRank(string op, Tensor x, int rank)
    {
        if (x.Rank < rank)
        {
            throw new ShapeException($"{op}: expected at least rank {rank}, got {x.Shape}");
        }
    }

    internal static void NotEmpty(string op, Tensor x)
    {
        if (x.Count == 0)
        {
            throw new ShapeException($"{op}: {x.Shape} has no elements");
        }
    }

    internal static void SameShape(string op, Tensor a, Tensor b)
    {
        if (a.Shape != b.Shape)
        {
            throw new ShapeException($"{op}: expected equal shapes, got {a.Shape} and {b.Shape}");
        }
    }

    /// <summary>Aligned from the right, sizes are equal or one of them is 1.</summary>
    internal static void Broadcast(string op, Tensor a, Tensor b)
    {
        Shape x = a.Shape, y = b.Shape;
        for (int i = x.Rank - 1, j = y.Rank - 1; i >= 0 && j >= 0; i--, j--)
        {
            if (x[i] != y[j] && x[i] != 1 && y[j] != 1)
            {
                throw new ShapeException($"{op}: {x} and {y} do not broadcast: {x[i]} meets {y[j]}");
            }
        }
    }

    /// <summary>The source broadcasts to exactly the target's shape.</summary>
    internal static void Into(string op, Tensor target, Tensor source)
    {
        Shape x = target.Shape, y = source.Shape;
        var fits = y.Rank <= x.Rank;
        for (int i = x.Rank - 1, j = y.Rank - 1; fits && j >= 0; i--, j--)
        {
            fits = x[i] == y[j] || y[j] == 1;
        }

        if (!fits)
        {
            throw new ShapeException($"{op}: a source of {y} does not fit a target of {x}");
        }
    }

    internal static void MatMul(string op, Tensor a, Tensor b)
    {
        Shape x = a.Shape, y = b.Shape;
        if (x.Rank == 0 || y.Rank == 0)
        {
            throw new ShapeException($"{op}: expected vectors or matrices, got {x} and {y}");
        }

        var inner = y[Math.Max(y.Rank - 2, 0)];
        if (x[x.Rank - 1] != inner)
        {
            throw new ShapeException($"{op}: inner sizes differ: {x} · {y} ({x[x.Rank - 1]} meets {inner})");
        }

        for (int i = x.Rank - 3, j = y.Rank - 3; i >= 0 && j >= 0; i--, j--)
        {
            if (x[i] != y[j] && x[i] != 1 && y[j] != 1)
            {
                throw new ShapeException($"{op}: batch sizes of {x} and {y} do not broadcast: {x[i]} meets {y[j]}");
            }
        }

        if (a.DType != b.DType)
        {
            throw new ShapeException($"{op}: expected one element type, got {a} and {b}");
        }
    }

    internal static void Reshape(string op, Tensor x, ReadOnlySpan<int> shape)
    {
        long known = 1;
        var free = 0;
        foreach (var size in shape)
        {
            if (size == -1)
            {
                free++;
            }
            else
            {
                known *= size >= 0 ? size : throw new ShapeException($"{op}: sizes are at least 0 or one −1, got {Text(shape)}");
            }
        }

        if (free > 1 || (free == 0 ? known != x.Count : known == 0 || x.Count % known != 0))
        {
            throw new ShapeException($"{op}: {x.Shape} ({x.Count} elements) does not fit {Text(shape)}");
        }
    }

    internal static void Permute(string op, Tensor x, ReadOnlySpan<int> dims)
    {
        var shape = x.Shape;
        var seen = 0;
        foreach (var dim in dims)
        {
            seen |= 1 << Normal(op, shape, dim);
        }

        if (dims.Length != shape.Rank || seen != (1 << shape.Rank) - 1)
        {
            throw new ShapeException($"{op}: expected each dimension of {shape} once, got {Text(dims)}");
        }
    }

    internal static void Expand(string op, Tensor x, ReadOnlySpan<int> shape)
    {
        var source = x.Shape;
        var fits = shape.Length >= source.Rank && shape.Length <= Shape.MaxRank;
        for (int i = source.Rank - 1, j = shape.Length - 1; fits && j >= 0; i--, j--)
        {
            fits = i >= 0 ? shape[j] == -1 || shape[j] == source[i] || (source[i] == 1 && shape[j] >= 0) : shape[j] >= 0;
        }

        if (!fits)
        {
            throw new ShapeException($"{op}: {source} does not expand to {Text(shape)}");
        }
    }

    internal static void TopK(string op, Tensor x, int count, int dim)
    {
        var size = x.Shape[Normal(op, x.Shape, dim)];
        if (count < 0 || count > size)
        {
            throw new ShapeException($"{op}: expected at most {size} of dimension {dim} of {x.Shape}, got {count}");
        }
    }

    internal static void Narrow(string op, Tensor x, int dim, int start, int length)
    {
        var size = x.Shape[Normal(op, x.Shape, dim)];
        if (start < 0 || length < 0 || (long)start + length > size)
        {
            throw new ShapeException($"{op}: {start} … {(long)start + length} lies outside of dimension {dim} of {x.Shape}");
        }
    }

    internal static void Select(string op, Tensor x, int dim, int index)
    {
        var size = x.Shape[Normal(op, x.Shape, dim)];
        if (index < -size || index >= size)
        {
            throw new ShapeException($"{op}: index {index} lies outside of dimension {dim} of {x.Shape}");
        }
    }

    internal static void IndexSelect(string op, Tensor x, int dim, Tensor index)
    {
        Dim(op, x, dim);
        Indices(op, index);
        if (index.Rank != 1)
        {
            throw new ShapeException($"{op}: expected a vector of indices, got {index.Shape}");
        }
    }

    internal static void Gather(string op, Tensor x, int dim, Tensor index)
    {
        Indices(op, index);
        Shape source = x.Shape, wanted = index.Shape;
        var along = Normal(op, source, dim);
        var fits = source.Rank == wanted.Rank;
        for (var i = 0; fits && i < source.Rank; i++)
        {
            fits = i == along || wanted[i] <= source[i];
        }

        if (!fits)
        {
            throw new ShapeException($"{op}: indices {wanted} do not fit {source} along dimension {dim}");
        }
    }

    internal static void Embedding(string op, Tensor weight, Tensor ids)
    {
        Indices(op, ids);
        if (weight.Rank != 2)
        {
            throw new ShapeException($"{op}: expected a weight of rank 2, got {weight.Shape}");
        }
    }

    internal static void Cat(string op, ReadOnlySpan<Tensor> tensors, int dim)
    {
        var first = First(op, tensors).Shape;
        var along = Normal(op, first, dim);
        foreach (var tensor in tensors)
        {
            var shape = tensor.Shape;
            var fits = shape.Rank == first.Rank;
            for (var i = 0; fits && i < shape.Rank; i++)
            {
                fits = i == along || shape[i] == first[i];
            }

            if (!fits)
            {
                throw new ShapeException($"{op}: {first} and {shape} differ outside of dimension {dim}");
            }
        }
    }

    internal static void Stack(string op, ReadOnlySpan<Tensor> tensors, int dim)
    {
        var first = First(op, tensors);
        Unsqueeze(op, first, dim);
        foreach (var tensor in tensors)
        {
            SameShape(op, first, tensor);
        }
    }

    internal static string Text(ReadOnlySpan<int> sizes) => $"[{string.Join(", ", sizes.ToArray())}]";

    private static Tensor First(string op, ReadOnlySpan<Tensor> tensors) =>
        tensors.Length > 0 ? tensors[0] : throw new ShapeException($"{op}: expected at least one tensor");

    private static void Indices(string op, Tensor index) => Type(op, index, DType.Int64);

    private static int Normal(string op, Shape shape, int dim) => dim >= -shape.Rank && dim < shape.Rank
        ? (dim < 0 ? dim + shape.Rank : dim)
        : shape.Rank == 0 && dim is 0 or -1
            ? 0
            : throw new ShapeException($"{op}: dimension {dim} of {shape} does not exist");
}
