using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Ponder.Tensors;

/// <summary>A registered hook of the backward pass; disposing it removes the hook, and nothing else does.</summary>
/// <remarks>
/// One that is never disposed keeps its tensor alive and counts in <see cref="TensorMemory.LiveHandles"/>. Do not dispose
/// it while a backward pass runs on another thread.
/// Native code calls managed code through function pointers that never throw: an exception of a hook stops the backward
/// pass and is thrown again by the managed call that started it.
/// </remarks>
public sealed unsafe class GradientHook : IDisposable
{
    [ThreadStatic]
    private static ExceptionDispatchInfo? _pending;

    private nint _hook;

    private GradientHook(nint hook) => _hook = hook == 0 ? throw NativeMethods.LastError() : hook;

    /// <summary>Removes the hook.</summary>
    public void Dispose()
    {
        var hook = Interlocked.Exchange(ref _hook, 0);
        if (hook != 0)
        {
            NativeMethods.pn_hook_free(hook);
        }
    }

    internal static GradientHook ForGradient(Tensor tensor, Func<Tensor, Tensor?> hook)
    {
        // The native side owns the context from here on and drops it, also when the registration fails.
        var context = GCHandle.ToIntPtr(GCHandle.Alloc(hook));
        var registration = NativeMethods.pn_register_gradient_hook(tensor.Handle, &OnGradient, &OnDrop, context);
        GC.KeepAlive(tensor);
        return new GradientHook(registration);
    }

    internal static GradientHook ForAccumulation(Tensor leaf, Action hook)
    {
        var context = GCHandle.ToIntPtr(GCHandle.Alloc(hook));
        var registration = NativeMethods.pn_register_accumulate_hook(leaf.Handle, &OnAccumulated, &OnDrop, context);
        GC.KeepAlive(leaf);
        return new GradientHook(registration);
    }

    /// <summary>Throws what a hook threw during the backward pass that just ended on this thread.</summary>
    internal static void RethrowPending()
    {
        if (_pending is { } pending)
        {
            _pending = null;
            pending.Throw();
        }
    }

    private static int Guarded(Action body)
    {
        try
        {
            body();
            return 0;
        }
        catch (Exception e)
        {
            _pending = ExceptionDispatchInfo.Capture(e);
            return 1;
        }
    }

    [UnmanagedCallersOnly]
    private static int OnGradient(nint context, nint gradient, nint* replacement)
    {
        nint result = 0;
        var status = Guarded(() =>
        {
            using var scope = TensorScope.Enter();
            var hook = (Func<Tensor, Tensor?>)GCHandle.FromIntPtr(context).Target!;
            var given = Tensor.FromHandle(gradient);
            if (hook(given) is { } changed)
            {
                ShapeRules.SameShape(nameof(Tensor.OnGradient), given, changed);
                result = NativeMethods.pn_tensor_alias(changed.Handle);
            }
        });
        *replacement = result;
        return status;
    }

    [UnmanagedCallersOnly]
    private static int OnAccumulated(nint context) => Guarded(() =>
    {
        using var scope = TensorScope.Enter();
        ((Action)GCHandle.FromIntPtr(context).Target!)();
    });

    [UnmanagedCallersOnly]
    private static void OnDrop(nint context) => GCHandle.FromIntPtr(context).Free();
}
