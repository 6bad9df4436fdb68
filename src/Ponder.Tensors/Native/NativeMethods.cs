using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace Ponder.Tensors;

/// <summary>
/// The C interface of <c>native/include/ponder_native.h</c>; the operations are in Generated/NativeMethods.g.cs.
/// </summary>
/// <remarks>
/// Whoever passes <see cref="Tensor.Handle"/> keeps the tensor alive until the call returns (<c>GC.KeepAlive</c>), for
/// a finalizer may free it otherwise. <c>SuppressGCTransition</c> only on getters that neither throw nor wait.
/// </remarks>
internal static unsafe partial class NativeMethods
{
    internal const string Library = "ponder_native";
    internal const int AbiVersion = 1;

    // Registers only: what throws in a static constructor reaches the caller wrapped, and only once.
    static NativeMethods() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, NativeLibraryHost.Resolve);

    [StructLayout(LayoutKind.Sequential)]
    internal struct Options
    {
        public int Threads;
        public int RowExact;
        public byte* Isa;
    }

    /// <summary>Turns a failed status into an exception.</summary>
    internal static void Check(int status)
    {
        if (status < 0)
        {
            throw LastError();
        }
    }

    internal static NativeException LastError() =>
        new(Marshal.PtrToStringUTF8((nint)pn_last_error()) ?? "the native library gave no message");

    [LibraryImport(Library)]
    internal static partial int pn_abi_version();

    [LibraryImport(Library)]
    internal static partial int pn_set_threads(int threads);

    [LibraryImport(Library)]
    internal static partial int pn_threads();

    [LibraryImport(Library)]
    internal static partial int pn_set_isa(byte* isa);

    [LibraryImport(Library)]
    internal static partial int pn_gemm_seconds(int size, int bfloat16, int calls, double* seconds);

    [LibraryImport(Library)]
    internal static partial byte* pn_describe();

    [LibraryImport(Library)]
    internal static partial byte* pn_last_error();

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial long pn_live_handles();

    [LibraryImport(Library)]
    internal static partial long pn_allocated_bytes();

    [LibraryImport(Library)]
    internal static partial void pn_trim();

    [LibraryImport(Library)]
    internal static partial nint pn_tensor_from_data(void* data, int* shape, int rank, int dtype);

    [LibraryImport(Library)]
    internal static partial nint pn_tensor_alias(nint tensor);

    [LibraryImport(Library)]
    internal static partial void pn_tensor_free(nint tensor);

    [LibraryImport(Library)]
    internal static partial int pn_tensor_describe(nint tensor, int* shape, int capacity, int* dtype);

    [LibraryImport(Library)]
    internal static partial void* pn_tensor_data(nint tensor);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int pn_tensor_is_contiguous(nint tensor);

    [LibraryImport(Library)]
    internal static partial int pn_tensor_read(nint tensor, void* buffer, long bytes);

    [LibraryImport(Library)]
    internal static partial int pn_tensor_item_double(nint tensor, double* value);

    [LibraryImport(Library)]
    internal static partial int pn_tensor_item_int64(nint tensor, long* value);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int pn_requires_grad(nint tensor);

    [LibraryImport(Library)]
    internal static partial int pn_set_requires_grad(nint tensor, int value);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int pn_is_leaf(nint tensor);

    [LibraryImport(Library)]
    internal static partial int pn_grad(nint tensor, nint* grad);

    [LibraryImport(Library)]
    internal static partial int pn_set_grad(nint tensor, nint grad);

    [LibraryImport(Library)]
    internal static partial int pn_backward(nint tensor, nint gradient, int retainGraph);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int pn_set_grad_mode(int enabled);

    [LibraryImport(Library)]
    internal static partial nint pn_register_gradient_hook(
        nint tensor, delegate* unmanaged<nint, nint, nint*, int> hook, delegate* unmanaged<nint, void> drop, nint context);

    [LibraryImport(Library)]
    internal static partial nint pn_register_accumulate_hook(
        nint leaf, delegate* unmanaged<nint, int> hook, delegate* unmanaged<nint, void> drop, nint context);

    [LibraryImport(Library)]
    internal static partial void pn_hook_free(nint hook);
}
