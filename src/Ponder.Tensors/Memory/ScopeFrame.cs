namespace Ponder.Tensors;

/// <summary>
/// The tensors born in one <see cref="TensorScope"/>. A list, not a set: a tensor that left is recognised by its
/// <see cref="Tensor.Frame"/>. Frames are reused within a thread.
/// </summary>
internal sealed class ScopeFrame
{
    [ThreadStatic]
    private static ScopeFrame? _spare;

    [field: ThreadStatic]
    internal static ScopeFrame? Current { get; private set; }

    private readonly List<Tensor> _tensors = [];

    internal ScopeFrame? Parent { get; private set; }

    internal static ScopeFrame Push()
    {
        var frame = _spare ?? new ScopeFrame();
        _spare = frame.Parent;
        frame.Parent = Current;
        return Current = frame;
    }

    internal void Add(Tensor tensor)
    {
        tensor.Frame = this;
        _tensors.Add(tensor);
    }

    internal void ReleaseAllBut(ReadOnlySpan<Tensor> kept)
    {
        var count = 0;
        for (var i = 0; i < _tensors.Count; i++)
        {
            var tensor = _tensors[i];
            if (tensor.Frame != this)
            {
                continue;
            }

            if (Contains(kept, tensor))
            {
                _tensors[count++] = tensor;
            }
            else
            {
                tensor.Dispose();
            }
        }

        _tensors.RemoveRange(count, _tensors.Count - count);
    }

    internal void Pop()
    {
        if (Current != this)
        {
            throw new InvalidOperationException("TensorScope: an inner scope of this thread is still open; dispose it first");
        }

        ReleaseAllBut([]);
        Current = Parent;
        Parent = _spare;
        _spare = this;
    }

    private static bool Contains(ReadOnlySpan<Tensor> tensors, Tensor tensor)
    {
        foreach (var candidate in tensors)
        {
            if (ReferenceEquals(candidate, tensor))
            {
                return true;
            }
        }

        return false;
    }
}
