using Ponder.Tensors;
using Ponder.Tensors.Random;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Fused;

/// <summary>What the tests of the fused functions share: forced instruction sets, random tensors, comparisons.</summary>
public abstract class FusedTest : LeakCheckedTest
{
    private readonly int _threads = NativeLibraryHost.Threads;
    private readonly Dictionary<string, long> _drawn = [];

    /// <summary>The three instruction sets; <see cref="Force"/> says whether this CPU has one.</summary>
    public static TheoryData<string> InstructionSets => new("avx512", "avx2", "portable");

    protected override void Dispose(bool disposing)
    {
        NativeLibraryHost.SetIsa(null);
        NativeLibraryHost.SetThreads(_threads);
        base.Dispose(disposing);
    }

    /// <summary>False on a CPU without the instruction set: there is nothing to test there then.</summary>
    protected static bool Force(string isa)
    {
        try
        {
            NativeLibraryHost.SetIsa(isa);
            return true;
        }
        catch (NativeException)
        {
            return isa == "portable" ? throw new InvalidOperationException("the portable kernels run everywhere") : false;
        }
    }

    /// <summary>Normal draws; the same name gives other values each time within a test, and the same values in every run.</summary>
    protected Tensor Normal(string name, params ReadOnlySpan<int> shape)
    {
        var index = _drawn[name] = _drawn.GetValueOrDefault(name) + 1;
        long count = 1;
        foreach (var size in shape)
        {
            count *= size;
        }

        var values = new float[count];
        Philox.Named(1, name, index).NormalInto(values);
        return Tensor.From<float>(values, shape);
    }

    /// <summary>A leaf that wants a gradient.</summary>
    protected Tensor Leaf(string name, params ReadOnlySpan<int> shape)
    {
        var leaf = Normal(name, shape);
        leaf.RequiresGrad = true;
        return leaf;
    }

    protected static Tensor Longs(params ReadOnlySpan<long> values) => Tensor.From<long>(values, [values.Length]);

    /// <summary>Boundaries of packed sequences of the given lengths.</summary>
    protected static Tensor Packed(params ReadOnlySpan<int> lengths)
    {
        var boundaries = new long[lengths.Length + 1];
        for (var i = 0; i < lengths.Length; i++)
        {
            boundaries[i + 1] = boundaries[i] + lengths[i];
        }

        return Longs(boundaries);
    }

    /// <summary>Largest difference, as a part of the largest expected value.</summary>
    protected static void Close(Tensor expected, Tensor actual, double tolerance = 3e-6)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        float[] x = expected.ToArray<float>(), y = actual.ToArray<float>();
        double largest = 0, difference = 0;
        for (var i = 0; i < x.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(x[i]));
            difference = double.IsFinite(y[i]) ? Math.Max(difference, Math.Abs(x[i] - y[i])) : double.PositiveInfinity;
        }

        Assert.True(difference <= tolerance * Math.Max(largest, 1e-12), $"differs by {difference:g3} where the largest value is {largest:g3}");
    }

    protected static void SameBits(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.Equal(Bits(expected), Bits(actual));
    }

    protected static int[] Bits(Tensor x) => Array.ConvertAll(x.ToArray<float>(), BitConverter.SingleToInt32Bits);

    /// <summary>Values and gradients of a fused function against its composition of plain operations, under one random output gradient.</summary>
    protected void Matches(Func<Tensor[], Tensor> fused, Func<Tensor[], Tensor> composed, Tensor[] leaves, double tolerance = 3e-6)
    {
        var expected = composed(leaves);
        var weight = Normal("output gradient", expected.Shape.ToArray());
        var wanted = Gradients(expected, weight, leaves);
        var actual = fused(leaves);
        Close(expected, actual, tolerance);
        var got = Gradients(actual, weight, leaves);
        for (var i = 0; i < leaves.Length; i++)
        {
            Close(wanted[i], got[i], tolerance);
        }
    }

    protected static Tensor[] Gradients(Tensor output, Tensor weight, Tensor[] leaves)
    {
        (output * weight).Sum().Backward();
        return Array.ConvertAll(leaves, leaf =>
        {
            var gradient = leaf.Grad!.Clone();
            leaf.ZeroGrad();
            return gradient;
        });
    }
}
