using System.Runtime.InteropServices;

namespace Ponder.Tensors;

/// <summary>The functions of <c>native/include/ponder_native_device.h</c> that tensors need.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial int pn_cuda_devices(int* built, int* count);

    [LibraryImport(Library)]
    internal static partial int pn_tensor_device(nint tensor);

    [LibraryImport(Library)]
    internal static partial nint pn_tensor_to_device(nint tensor, int device);

    [LibraryImport(Library)]
    internal static partial int pn_is_composed(nint tensor);

    [LibraryImport(Library)]
    internal static partial int pn_force_composed(int value);

    [LibraryImport(Library)]
    internal static partial nint pn_attention_blocks(nint q, nint k, nint v, nint rowStart, nint context, nint table, double scale);
}
