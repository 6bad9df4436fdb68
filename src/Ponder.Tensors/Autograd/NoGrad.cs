namespace Ponder.Tensors;

/// <summary>While it lives, operations of this thread are not recorded: <c>using var _ = NoGrad.Enter();</c></summary>
public readonly ref struct NoGrad
{
    private readonly bool _before;

    private NoGrad(bool before) => _before = before;

    /// <summary>Stops recording on this thread until the guard is disposed.</summary>
    public static NoGrad Enter() => new(NativeMethods.pn_set_grad_mode(0) != 0);

    /// <summary>Restores what was before.</summary>
    public void Dispose() => _ = NativeMethods.pn_set_grad_mode(_before ? 1 : 0);
}
