namespace Ponder.Tensors;

/// <summary>Frees, when it ends, every tensor that was born inside it on the same thread.</summary>
/// <remarks>
/// <c>using var scope = TensorScope.Enter();</c>. What must outlive it is returned to the enclosing scope
/// (<see cref="Return(Tensor)"/>) or taken out of all scopes (<see cref="Tensor.Keep"/>). Freeing a tensor under
/// autograd is safe: the graph holds its own references. Being a <c>ref struct</c>, a scope cannot live across
/// <c>await</c> or <c>yield</c>. Scopes appear in four places: the trainer's step, the engine's step, the layer loop,
/// and the public entry of a loss.
/// </remarks>
public readonly ref struct TensorScope
{
    private readonly ScopeFrame _frame;

    private TensorScope(ScopeFrame frame) => _frame = frame;

    /// <summary>Opens a scope inside the current one of this thread.</summary>
    public static TensorScope Enter() => new(ScopeFrame.Push());

    /// <summary>Frees what was born here so far, except the given tensors: the sweep at the end of a loop's body.</summary>
    public void ReleaseAllBut(params ReadOnlySpan<Tensor> kept) => _frame.ReleaseAllBut(kept);

    /// <summary>Moves a tensor born here to the enclosing scope; without one, the caller owns it.</summary>
    /// <returns>The tensor itself. One that was not born here is left where it is.</returns>
    public Tensor Return(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.Frame == _frame)
        {
            tensor.Frame = null;
            _frame.Parent?.Add(tensor);
        }

        return tensor;
    }

    /// <summary>Returns two tensors.</summary>
    public (Tensor First, Tensor Second) Return((Tensor First, Tensor Second) tensors) =>
        (Return(tensors.First), Return(tensors.Second));

    /// <summary>Returns three tensors.</summary>
    public (Tensor First, Tensor Second, Tensor Third) Return((Tensor First, Tensor Second, Tensor Third) tensors) =>
        (Return(tensors.First), Return(tensors.Second), Return(tensors.Third));

    /// <summary>Returns every tensor of an array.</summary>
    public Tensor[] Return(Tensor[] tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        foreach (var tensor in tensors)
        {
            Return(tensor);
        }

        return tensors;
    }

    /// <summary>Frees every tensor that is still here.</summary>
    /// <exception cref="InvalidOperationException">An inner scope of this thread is still open.</exception>
    public void Dispose() => _frame.Pop();
}
