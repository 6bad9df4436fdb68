namespace Ponder.Tensors;

/// <summary>A named weight that learns: a leaf tensor of floating point, owned by its model, never by a scope.</summary>
public sealed class Parameter : IDisposable
{
    /// <summary>Takes over <paramref name="value"/>: out of every scope, and recorded from now on.</summary>
    /// <param name="name">The full name in checkpoints, e.g. <c>model.layers.3.mlp.up_proj.weight</c>.</param>
    /// <param name="value">A leaf of floating point.</param>
    /// <exception cref="ArgumentException">The tensor is not a leaf of floating point.</exception>
    public Parameter(string name, Tensor value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        if (!value.IsLeaf || !value.DType.IsFloatingPoint())
        {
            throw new ArgumentException($"parameter {name}: expected a leaf of floating point, got {value}; Detach it first", nameof(value));
        }

        Name = name;
        Value = value.Keep();
        value.RequiresGrad = true;
    }

    /// <summary>The full name in checkpoints.</summary>
    public string Name { get; }

    /// <summary>The weight itself.</summary>
    public Tensor Value { get; private set; }

    /// <summary>Moves the weight to a device, without its gradient; a tensor taken from <see cref="Value"/> before is freed.</summary>
    /// <exception cref="NativeException">There is no such device.</exception>
    public void MoveTo(Device device)
    {
        if (Value.Device == device)
        {
            return;
        }

        using var old = Value;
        using var detached = old.Detach();
        Value = detached.To(device).Keep();
        Value.RequiresGrad = old.RequiresGrad;
    }

    /// <summary>Frees the weight and its gradient.</summary>
    public void Dispose() => Value.Dispose();

    /// <summary>Name, type and shape.</summary>
    public override string ToString() => $"{Name}: {Value}";
}
