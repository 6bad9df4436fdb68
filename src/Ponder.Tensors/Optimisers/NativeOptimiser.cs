using System.Runtime.InteropServices;

namespace Ponder.Tensors.Optimisers;

/// <summary>The list kernels of <c>native/include/ponder_native_fused.h</c> that work on gradients.</summary>
internal static unsafe partial class NativeOptimiser
{
    /// <summary>One update of lists of contiguous fp32 tensors of equal lengths.</summary>
    internal static void AdamW(
        ReadOnlySpan<Tensor> weights, ReadOnlySpan<Tensor> gradients,
        ReadOnlySpan<Tensor> firstMoments, ReadOnlySpan<Tensor> secondMoments,
        AdamWOptions options, long update, double learningRate, double gradientScale)
    {
        nint[] w = Handles(weights), g = Handles(gradients), m = Handles(firstMoments), v = Handles(secondMoments);
        fixed (nint* pw = w, pg = g, pm = m, pv = v)
        {
            NativeMethods.Check(pn_adamw(
                pw, pg, pm, pv, w.Length,
                learningRate, options.Beta1, options.Beta2, options.Epsilon, options.WeightDecay, update, gradientScale));
        }

        KeepAlive(weights);
        KeepAlive(gradients);
        KeepAlive(firstMoments);
        KeepAlive(secondMoments);
    }

    /// <summary>Σx² over all elements of contiguous fp32 tensors, in fixed chunks.</summary>
    internal static double SumOfSquares(params ReadOnlySpan<Tensor> tensors)
    {
        double sum;
        fixed (nint* handles = Handles(tensors))
        {
            NativeMethods.Check(pn_sum_of_squares(handles, tensors.Length, &sum));
        }

        KeepAlive(tensors);
        return sum;
    }

    private static nint[] Handles(ReadOnlySpan<Tensor> tensors)
    {
        var handles = new nint[tensors.Length];
        for (var i = 0; i < handles.Length; i++)
        {
            handles[i] = tensors[i].Handle;
        }

        return handles;
    }

    // A finalizer must not free a tensor between taking its handle and the end of the call.
    private static void KeepAlive(ReadOnlySpan<Tensor> tensors)
    {
        foreach (var tensor in tensors)
        {
            GC.KeepAlive(tensor);
        }
    }

    [LibraryImport(NativeMethods.Library)]
    private static partial int pn_adamw(
        nint* weights, nint* gradients, nint* firstMoments, nint* secondMoments, int count,
        double learningRate, double beta1, double beta2, double epsilon, double weightDecay, long update, double gradientScale);

    [LibraryImport(NativeMethods.Library)]
    private static partial int pn_sum_of_squares(nint* tensors, int count, double* sum);
}
