using System.Runtime.CompilerServices;
using Ponder.Tensors;
using Xunit;

namespace Ponder.Numerics.Tests.Tensors;

public class TensorMemoryTests
{
    [Fact]
    public void Forgotten_tensor_is_freed_by_the_finalizer_and_counted()
    {
        var handles = TensorMemory.LiveHandles;
        var finalized = TensorMemory.FinalizedTensors;
        Forget();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(handles, TensorMemory.LiveHandles);
        Assert.Equal(finalized + 1, TensorMemory.FinalizedTensors);
    }

    [Fact]
    public void Allocated_bytes_follow_tensors()
    {
        const int size = 1 << 22;
        var before = TensorMemory.AllocatedBytes;
        using (Tensor.Zeros([size]))
        {
            Assert.InRange(TensorMemory.AllocatedBytes - before, 4L * size, 5L * size);
        }

        Assert.InRange(TensorMemory.AllocatedBytes - before, -size, size);
        TensorMemory.Trim();
    }

    [Fact]
    public void Training_steps_leave_neither_handles_nor_memory()
    {
        using var w = Tensor.Full([64, 64], 0.01);
        using var x = Tensor.Ones([32, 64]);
        w.RequiresGrad = true;
        void Step()
        {
            using var scope = TensorScope.Enter();
            x.MatMul(w).Silu().MatMul(w).Square().Mean().Backward();
            using var off = NoGrad.Enter();
            w.AddInPlace(w.Grad!, -0.01);
            w.ZeroGrad();
        }

        Step();
        var (handles, bytes) = (TensorMemory.LiveHandles, TensorMemory.AllocatedBytes);
        for (var i = 0; i < 200; i++)
        {
            Step();
        }

        Assert.Equal(handles, TensorMemory.LiveHandles);
        Assert.InRange(TensorMemory.AllocatedBytes - bytes, -200_000, 200_000);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget() => _ = Tensor.Ones([4]);
}
