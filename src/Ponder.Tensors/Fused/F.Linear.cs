namespace Ponder.Tensors;

public static unsafe partial class F
{
    /// <summary>The linear map <c>x Wᵀ</c>: <c>[T, In] → [T, Out]</c>, through oneDNN. Differentiable in both.</summary>
    /// <param name="x"><c>[T, In]</c> fp32.</param>
    /// <param name="weight"><c>[Out, In]</c> fp32. A leaf's bf16 copy is made once per change of the weight.</param>
    /// <param name="precision">The type of the operands of the three products (result and both gradients).</param>
    /// <exception cref="ShapeException">A rank, an element type or the inner sizes do not fit.</exception>
    public static Tensor Linear(Tensor x, Tensor weight, LinearPrecision precision = LinearPrecision.Float32) =>
        Linears(x, [weight], precision)[0];

    /// <summary>
    /// Several linear maps of one input, <c>yᵢ = x Wᵢᵀ</c>, e.g. queries, keys and values. Results have the bits of separate
    /// <see cref="Linear"/> calls; the input is rounded once, and its gradient is summed inside the products.
    /// </summary>
    /// <param name="x"><c>[T, In]</c> fp32.</param>
    /// <param name="weights"><c>[Outᵢ, In]</c> fp32 each.</param>
    /// <param name="precision">The type of the operands.</param>
    /// <returns><c>[T, Outᵢ]</c> each.</returns>
    /// <exception cref="ShapeException">A rank, an element type or the inner sizes do not fit.</exception>
    public static Tensor[] Linears(Tensor x, ReadOnlySpan<Tensor> weights, LinearPrecision precision = LinearPrecision.Float32)
    {
        var (_, width) = FusedRules.Expect("Linear", nameof(x), x, 2);
        foreach (var weight in weights)
        {
            var (_, inner) = FusedRules.Expect("Linear", nameof(weight), weight, 2);
            if (inner != width)
            {
                throw new ShapeException($"Linear: x {x.Shape} has {width} columns, weight {weight.Shape} maps from {inner}");
            }
        }

        var handles = Tensor.HandlesOf(weights);
        var outputs = new nint[weights.Length];
        fixed (nint* weightHandles = handles, outputHandles = outputs)
        {
            NativeMethods.Check(NativeMethods.pn_linears(x.Handle, weightHandles, handles.Length, (int)precision, outputHandles));
        }

        GC.KeepAlive(x);
        Tensor.KeepAlive(weights);
        return Array.ConvertAll(outputs, Tensor.FromHandle);
    }
}
