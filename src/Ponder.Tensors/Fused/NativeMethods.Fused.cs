using System.Runtime.InteropServices;

namespace Ponder.Tensors;

/// <summary>The functions of <c>native/include/ponder_native_fused.h</c>.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial int pn_linears(nint x, nint* weights, int count, int bfloat16, nint* outputs);

    [LibraryImport(Library)]
    internal static partial nint pn_rms_norm(nint x, nint weight, double eps);

    [LibraryImport(Library)]
    internal static partial nint pn_rope(nint x, nint positions, nint cos, nint sin);

    [LibraryImport(Library)]
    internal static partial nint pn_swiglu(nint gate, nint up);

    [LibraryImport(Library)]
    internal static partial nint pn_attention(nint q, nint k, nint v, nint cuSeqlens, nint parents, double scale, int bfloat16);

    [LibraryImport(Library)]
    internal static partial int pn_log_probs(nint h, nint head, nint targets, double temperature, int bfloat16, nint* logp, nint* entropy);

    [LibraryImport(Library)]
    internal static partial int pn_blocks_ready(int headWidth);

    [LibraryImport(Library)]
    internal static partial nint pn_feed_forward_block(nint x, nint norm, nint gate, nint up, nint down, double eps);

    [LibraryImport(Library)]
    internal static partial nint pn_attention_block(
        nint x, nint norm, nint q, nint k, nint v, nint output, nint positions, nint cos, nint sin, nint cuSeqlens, nint parents, double eps, double scale, int heads, int kvHeads);

    [LibraryImport(Library)]
    internal static partial int pn_adamw(
        nint* parameters, nint* gradients, nint* m, nint* v, int count, double learningRate, double beta1, double beta2, double epsilon, double weightDecay, long step, double gradientScale);

    [LibraryImport(Library)]
    internal static partial int pn_sum_of_squares(nint* tensors, int count, double* sum);

    [LibraryImport(Library)]
    internal static partial nint pn_attention_by_cache(nint q, nint k, nint v, nint cuSeqlens, double scale, int chunk);

    [LibraryImport(Library)]
    internal static partial nint pn_linear_packed(nint x, nint weight, int bfloat16);
}
