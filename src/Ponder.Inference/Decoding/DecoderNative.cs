using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ponder.Tensors;

[assembly: DisableRuntimeMarshalling]

namespace Ponder.Inference.Decoding;

/// <summary>The C interface of <c>native/include/ponder_native_decode.h</c>.</summary>
internal static unsafe partial class DecoderNative
{
    private const string Library = "ponder_native";

    static DecoderNative() => NativeLibrary.SetDllImportResolver(
        typeof(DecoderNative).Assembly, (name, _, _) => name == Library ? NativeLibraryHost.Open() : 0);

    [StructLayout(LayoutKind.Sequential)]
    internal struct Config
    {
        public int Layers, Width, Heads, KvHeads, HeadWidth, FeedForward, Vocabulary, Context, Blocks;
        public int Precision, Fast, Threads;
        public float NormEpsilon, AttentionScale;
        public float* Cos;
        public float* Sin;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Rows
    {
        public int Count, Sequences;
        public int* Tokens;
        public long* Positions;
        public byte* Wanted;
        public int* RowStart;
        public int* Context;
        public int* BlockTable;
        public int TableStride;
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
    private static partial byte* pn_last_error();

    [LibraryImport(Library)]
    internal static partial nint pn_decoder_create(Config* config);

    [LibraryImport(Library)]
    internal static partial void pn_decoder_free(nint decoder);

    [LibraryImport(Library)]
    internal static partial nint pn_decoder_load(nint decoder, float** weights, int count);

    [LibraryImport(Library)]
    internal static partial void pn_decoder_weights_free(nint weights);

    [LibraryImport(Library)]
    internal static partial int pn_decoder_publish(nint decoder, nint weights);

    [LibraryImport(Library)]
    internal static partial int pn_decoder_step(nint decoder, Rows* rows, float* logits);

    [LibraryImport(Library)]
    internal static partial int pn_decoder_copy_block(nint decoder, int from, int to, int positions);
}
