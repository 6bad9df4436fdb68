using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ponder.Inference.Decoding;

namespace Ponder.Inference.Sampling;

/// <summary>The C interface of <c>native/include/ponder_native_sampling.h</c>.</summary>
internal static unsafe partial class SamplingNative
{
    private const string Library = "ponder_native";

    // The assembly's resolver is registered there.
    static SamplingNative() => RuntimeHelpers.RunClassConstructor(typeof(DecoderNative).TypeHandle);

    [StructLayout(LayoutKind.Sequential)]
    internal struct Draw
    {
        public double Uniform, TopP, MinP;
        public float InverseTemperature;
        public int TopK, Greedy, Row;
    }

    [LibraryImport(Library)]
    internal static partial int pn_sample(float* logits, int rows, int vocabulary, Draw* draws, int count, SampledToken* drawn);

    [LibraryImport(Library)]
    internal static partial int pn_sample_tensor(nint logits, Draw* draws, int count, SampledToken* drawn);
}
