namespace Ponder.Tensors;

/// <summary>What the machine reaches when nothing stands around the work: the peaks that speeds are set against.</summary>
public static unsafe class MachineRate
{
    /// <summary>
    /// GFLOP/s of oneDNN's product of two square matrices with the threads of the calling thread: the weight is packed, the other operand has the
    /// product's own type, sums are fp32.
    /// </summary>
    /// <param name="precision">Of the operands.</param>
    /// <param name="size">Rows and columns, ≥ 1.</param>
    /// <param name="calls">The median of so many products is taken, after one that warms up; ≥ 1.</param>
    /// <exception cref="NativeException">No memory, or an argument is out of range.</exception>
    public static double Gemm(LinearPrecision precision, int size = 1024, int calls = 3)
    {
        double seconds;
        NativeMethods.Check(NativeMethods.pn_gemm_seconds(size, precision == LinearPrecision.BFloat16 ? 1 : 0, calls, &seconds));
        return 2.0 * size * size * size / seconds / 1e9;
    }
}
