namespace Ponder.Tensors;

// Gradients.
public sealed unsafe partial class Tensor
{
    /// <summary>Whether operations on this tensor are recorded for the backward pass. Set it on leaves of floating point only.</summary>
    /// <exception cref="NativeException">It is set on a tensor that an operation made, or on integers.</exception>
    public bool RequiresGrad
    {
        get
        {
            var requires = NativeMethods.pn_requires_grad(Handle) != 0;
            GC.KeepAlive(this);
            return requires;
        }

        set
        {
            NativeMethods.Check(NativeMethods.pn_set_requires_grad(Handle, value ? 1 : 0));
            GC.KeepAlive(this);
        }
    }

    /// <summary>Whether no recorded operation made this tensor.</summary>
    public bool IsLeaf
    {
        get
        {
            var leaf = NativeMethods.pn_is_leaf(Handle) != 0;
            GC.KeepAlive(this);
            return leaf;
        }
    }

    /// <summary>
    /// The accumulated gradient of a leaf, or null when there is none. Every read gives a new object for the same memory,
    /// which belongs to the current scope.
    /// </summary>
    public Tensor? Grad
    {
        get
        {
            nint grad = 0;
            NativeMethods.Check(NativeMethods.pn_grad(Handle, &grad));
            GC.KeepAlive(this);
            return grad == 0 ? null : FromHandle(grad);
        }
    }

    /// <summary>Replaces the gradient; null clears it. The memory is shared, not copied.</summary>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public void SetGrad(Tensor? gradient)
    {
        if (gradient is not null)
        {
            ShapeRules.SameShape(nameof(SetGrad), this, gradient);
        }

        NativeMethods.Check(NativeMethods.pn_set_grad(Handle, gradient?.Handle ?? 0));
        GC.KeepAlive(this);
        GC.KeepAlive(gradient);
    }

    /// <summary>Forgets the gradient; the next backward pass starts from none.</summary>
    public void ZeroGrad() => SetGrad(null);

    /// <summary>Adds the gradient of this scalar to every leaf that it depends on.</summary>
    /// <exception cref="ShapeException">The tensor has more than one element.</exception>
    /// <exception cref="NativeException">Nothing was recorded, or the graph was already used.</exception>
    public void Backward()
    {
        if (Count != 1)
        {
            throw new ShapeException($"Backward: expected a scalar, got {Shape}; pass a gradient of that shape");
        }

        RunBackward(null, retainGraph: false);
    }

    /// <summary>Adds the vector-Jacobian product with <paramref name="gradient"/> (this tensor's shape) to every leaf.</summary>
    /// <param name="gradient">The gradient of the objective with respect to this tensor.</param>
    /// <param name="retainGraph">Whether the graph can be used for a second backward pass.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <exception cref="NativeException">Nothing was recorded, or the graph was already used.</exception>
    public void Backward(Tensor gradient, bool retainGraph = false)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        ShapeRules.SameShape(nameof(Backward), this, gradient);
        RunBackward(gradient, retainGraph);
    }

    /// <summary>Calls <paramref name="hook"/> with the gradient of this tensor in every backward pass.</summary>
    /// <param name="hook">Gets the gradient, which lives for the call; returns one that takes its place, or null.</param>
    /// <returns>Disposing it removes the hook.</returns>
    /// <remarks>Runs on the thread of <see cref="Backward()"/>, which also throws what the hook throws.</remarks>
    /// <exception cref="NativeException">The tensor requires no gradient.</exception>
    public GradientHook OnGradient(Func<Tensor, Tensor?> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return GradientHook.ForGradient(this, hook);
    }

    /// <summary>Calls <paramref name="hook"/> each time that a backward pass has added to this leaf's <see cref="Grad"/>.</summary>
    /// <returns>Disposing it removes the hook.</returns>
    /// <remarks>Runs on the thread of <see cref="Backward()"/>, which also throws what the hook throws.</remarks>
    /// <exception cref="NativeException">The tensor is not a leaf that requires a gradient.</exception>
    public GradientHook OnGradientAccumulated(Action hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return GradientHook.ForAccumulation(this, hook);
    }

    private void RunBackward(Tensor? gradient, bool retainGraph)
    {
        var status = NativeMethods.pn_backward(Handle, gradient?.Handle ?? 0, retainGraph ? 1 : 0);
        GC.KeepAlive(this);
        GC.KeepAlive(gradient);
        GradientHook.RethrowPending();
        NativeMethods.Check(status);
    }
}
